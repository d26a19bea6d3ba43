package dev.yizhan.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads two or three consecutive {@code %HH}, which are one Chinese character, as one number of
 * eight bytes, with masks and a table of 128 KiB. Decoding byte by byte is half as fast (see {@code
 * docs/benchmarks.md}).
 */
final class Escapes {

  /** The number of bytes that {@link #at} reads. */
  static final int WIDTH = 8;

  private static final long TWO = 0x0000_0000_FF00_00FFL;
  private static final long TWO_PERCENTS = 0x0000_0000_2500_0025L;
  private static final long THREE = 0x00FF_0000_FF00_00FFL;
  private static final long THREE_PERCENTS = 0x0025_0000_2500_0025L;

  /**
   * The byte of each pair of hexadecimal digits, the first in the lower byte of the index; or -1.
   */
  private static final short[] VALUES = values();

  private Escapes() {}

  /** Prepares a form for {@link #at}. */
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

  /** The byte of the first escape, or -1. */
  static int first(long bytes) {
    return VALUES[(int) (bytes >>> 8) & 0xFFFF];
  }

  /** The byte of the second escape, or -1. */
  static int second(long bytes) {
    return VALUES[(int) (bytes >>> 32) & 0xFFFF];
  }

  /** The byte of the third escape, or -1; its last digit is the byte after the eight. */
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
