package dev.yizhan.codec;

import java.nio.ByteBuffer;
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

  private static final long TWO = 0x0000_0000_FF00_00FFL;
  private static final long TWO_PERCENTS = 0x0000_0000_2500_0025L;
  private static final long THREE = 0x00FF_0000_FF00_00FFL;
  private static final long THREE_PERCENTS = 0x0025_0000_2500_0025L;

  /** For each two characters, the first one lower, the byte that they stand for, or -1. */
  private static final short[] VALUES = values();

  private Escapes() {}

  /** A form to be looked at by {@link #at}. */
  static ByteBuffer of(byte[] form) {
    return ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The eight bytes at an index. */
  static long at(ByteBuffer form, int index) {
    return form.getLong(index);
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
    String digits = "0123456789ABCDEFabcdef";
    for (int i = 0; i < digits.length(); i++) {
      for (int j = 0; j < digits.length(); j++) {
        int value = FormBytes.digit(digits.charAt(i)) << 4 | FormBytes.digit(digits.charAt(j));
        values[digits.charAt(i) | digits.charAt(j) << 8] = (short) value;
      }
    }
    return values;
  }
}
