package dev.yizhan.codec;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The area codes of mainland China, and the landlines that they make possible (vendor-rules §8,
 * "Numbers").
 *
 * <p>As of November 2026. Codes that were merged into another one no longer exist: 0378 (now 0371),
 * 0410, 0413 and 0414 (024), 0565 (0551, 0553, 0555), 0634 (0531), 0732 and 0733 (0731), 0852 and
 * 0853 (0851), 0910 (029). 026 was never assigned.
 */
final class AreaCodes {

  /** Their local numbers have 8 digits. */
  private static final Set<String> SHORT = set("010 020-025 027-029");

  /** Their local numbers have 7 or 8 digits. */
  private static final Set<String> LONG =
      set(
          "0310-0319 0335 0349-0359 0370-0377 0379 0391-0396 0398"
              + " 0411 0412 0415-0419 0421 0427 0429 0431-0439 0451-0459 0464 0467-0479 0482 0483"
              + " 0510-0519 0523 0527 0530-0539 0543 0546 0550-0559 0561-0564 0566 0570-0580"
              + " 0591-0599 0631-0633 0635 0660 0662 0663 0668 0691 0692"
              + " 0701 0710-0719 0722 0724 0728 0730 0731 0734-0739 0743-0746 0750-0760 0762 0763"
              + " 0766 0768-0779 0790-0799"
              + " 0812 0813 0816-0818 0825-0827 0830-0839 0851 0854-0859 0870-0879 0883 0886-0888"
              + " 0891-0898"
              + " 0901-0903 0906 0908 0909 0911-0917 0919 0930-0939 0941 0943 0951-0955 0970-0979"
              + " 0990-0999");

  private static final Pattern EIGHT_DIGITS = Pattern.compile("[2-8][0-9]{7}");
  private static final Pattern SEVEN_OR_EIGHT_DIGITS = Pattern.compile("[2-8][0-9]{6,7}");

  private AreaCodes() {}

  /** The codes of a list, in which {@code 020-022} stands for {@code 020}, {@code 021, 022}. */
  private static Set<String> set(String list) {
    Set<String> codes = new HashSet<>();
    for (String part : list.split(" ", -1)) {
      String first = part.substring(0, part.indexOf('-') < 0 ? part.length() : part.indexOf('-'));
      String last = part.substring(part.indexOf('-') + 1);
      for (int code = Integer.parseInt(first); code <= Integer.parseInt(last); code++) {
        codes.add("0" + code);
      }
    }
    return Set.copyOf(codes);
  }

  /** Whether digits that begin with {@code 0} begin with an area code in use. */
  static boolean beginsWithCode(String digits) {
    return begins(digits, 3, SHORT) || begins(digits, 4, LONG);
  }

  /**
   * Whether digits that begin with {@code 0} are an area code in use and a possible local number.
   */
  static boolean isLandline(String digits) {
    return begins(digits, 3, SHORT) && EIGHT_DIGITS.matcher(digits.substring(3)).matches()
        || begins(digits, 4, LONG) && SEVEN_OR_EIGHT_DIGITS.matcher(digits.substring(4)).matches();
  }

  private static boolean begins(String digits, int length, Set<String> codes) {
    return digits.length() > length && codes.contains(digits.substring(0, length));
  }
}
