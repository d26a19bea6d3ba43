package dev.yizhan.benchmarks;

import dev.yizhan.codec.FormEncoding;

/** What the first use of the codec costs a new process; prints milliseconds. */
final class FirstUse {

  private FirstUse() {}

  /**
   * Measures.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    String form = FormEncoding.GB2312.encode("优惠");
    String text = FormEncoding.GB2312.decode(form);
    long took = System.nanoTime() - start;
    System.out.printf("%.1f%s", took / 1e6, text.length() == 2 ? "" : " wrong");
  }
}
