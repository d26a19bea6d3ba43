package dev.yizhan.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Two or three {@code %HH} behind one another, which is one Chinese character, seen as one number
 * of eight bytes and taken apart by masks and a table of 128 KiB. Reading byte by byte makes
 * decoding half as fast (see {@code docs/benchmarks.md}); nothing outside this class knows of it.
 */
final class Escapes {

  /** How many bytes {@link #at} looks at. */
  static final int WIDTH = 8;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long TWO = 0x0000_0000_FF00_00FFL;
  private static final long TWO_PERCENTS = 0x0000_0000_2500_0025L;
  private static final long THREE = 0x00FF_0000_FF00_00FFL;
  private static final long THREE_PERCENTS = 0x0025_0000_2500_0025L;

  /** For each two characters, the first one lower, the byte that they stand for, or -1. */
  private static final short[] VALUES = values();

  private Escapes() {}

  /** The eight bytes at an index. */
  static long at(byte[] form, int index) {
    return (long) LONG.get(form, index);
  }

  static boolean areTwo(long bytes) {
    return (bytes & TWO) == TWO_PERCENTS;
  }

  static boolean areThree(long bytes) {
    return (bytes & THREE) == THREE_PERCENTS;
  }

  /** What the first escape stands for, or -1. */
  static int first(long bytes) {
    return VALUES[(int) (bytes >>> 8) & 0xFFFF];
  }

  /** What the second escape stands for, or -1. */
  static int second(long bytes) {
    return VALUES[(int) (bytes >>> 32) & 0xFFFF];
  }

  /** What the third escape stands for, or -1; its last digit is the byte behind the eight. */
  static int third(long bytes, byte last) {
    return VALUES[(int) (bytes >>> 56) | last << 8];
  }

  private static short[] values() {
    short[] values = new short[0x10000];
    Arrays.fill(values, (short) -1);
    for (int high = 0; high < 0x80; high++) {
      for (int low = 0; low < 0x80; low++) {
        if (FormBytes.digit(high) >= 0 && FormBytes.digit(low) >= 0) {
          values[high | low << 8] = (short) (FormBytes.digit(high) << 4 | FormBytes.digit(low));
        }
      }
    }
    return values;
  }
}
