package dev.yizhan.benchmarks;

import dev.yizhan.codec.FormEncoding;

/** Prints the milliseconds that the first use of the codec takes in a new process. */
final class FirstUse {

  private FirstUse() {}

  /** Encodes and decodes one text. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    String form = FormEncoding.GB2312.encode("优惠");
    String text = FormEncoding.GB2312.decode(form);
    long took = System.nanoTime() - start;
    System.out.printf("%.1f%s", took / 1e6, text.length() == 2 ? "" : " wrong");
  }
}
