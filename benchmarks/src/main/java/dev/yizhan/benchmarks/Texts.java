package dev.yizhan.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Test data: messages of 70 characters, Chinese with some ASCII, and answers of 500 records. */
final class Texts {

  private static final String CHINESE =
      "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经";
  private static final String ASCII = "abcdefghijklmnopqrstuvwxyz0123456789:.-%& ";
  private static final int LENGTH = 70;
  private static final int ASCII_IN_TEN = 2;

  private Texts() {}

  /** Many texts, so that no branch predictor learns one. */
  static List<String> messages() {
    Random random = new Random(42);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < LENGTH) {
        String from = random.nextInt(10) < ASCII_IN_TEN ? ASCII : CHINESE;
        text.append(from.charAt(random.nextInt(from.length())));
      }
      messages.add(text.toString());
    }
    return messages;
  }

  /** A list of 500 records; {@code %d} in the record becomes its number. */
  static String list(String record, String separator) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      list.append(record.replace("%d", Integer.toString(100_000 + i))).append(separator);
    }
    return list.toString();
  }
}
