package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Compares {@link PhoneNumber} with libphonenumber, region CN. Where the two differ, {@link
 * Difference} says why: docs/soap.md has the same reasons.
 */
class PhoneNumberOracleTest {

  private static final int RANDOM_NUMBERS = 300_000;

  private static final String CHINA = "(\\+|00)?86";
  private static final String CODE = "(10|2[0-9]|[3-9][0-9]{2})";

  /** Deliberate differences, by the form of the text. */
  private enum Difference {
    // Accepted here only.
    MOBILE_PREFIX_NOT_ASSIGNED_YET(
        "(%s)?0?1(4[0-4689]|54|6[0134689]|7[49]|94)[0-9]{8}".formatted(CHINA),
        "the ministry assigns new prefixes nearly every year, and a mobile is never to be refused"
            + " because a list is old"),
    OTHER_LENGTH_OF_LOCAL_NUMBER(
        "(%s0?|0)[3-9][0-9]{2}[2-8][0-9]{6,7}".formatted(CHINA),
        "areas change from 7 to 8 digits one by one; the vendor knows better than a list"),
    ABROAD(
        "\\+(?!86)[1-9][0-9]{6,14}",
        "of numbers abroad only the form is checked: their plans change too often"),
    LOCAL_NUMBER_LIKE_A_FREE_ONE(
        "(%s0?|0)(10|21)800[0-9]{5}".formatted(CHINA),
        "8001 2345 is an ordinary local number; free ones begin with 10800 or 21800, and are longer"),
    // Accepted by libphonenumber only.
    LOCAL_NUMBER_BEGINS_WITH_0_1_OR_9(
        "(%s)?0?%s[019][0-9]{6,7}".formatted(CHINA, CODE),
        "0 and 1 begin no local number, 9 service numbers"),
    NO_TRUNK_PREFIX(
        CODE + "[0-9]{7,8}",
        "a landline without 0 and without 86 can be anything, a mobile with a digit missing too"),
    CARRIER_CODE_BEFORE_THE_NUMBER(
        "(%s)?0?(1[12][0-9]{3}|179[0-9]{2})0?[1-9][0-9]{6,10}".formatted(CHINA),
        "nobody writes one into a list of recipients, and five digits more are a slip"),
    SERVICE_NUMBER(
        "(%s)?0{0,2}([48]00[0-9]{7}|16[08][0-9]{5}|(10|21)800[0-9]{7}|%s?(10|12|9[56])[0-9]{2,4})"
            .formatted(CHINA, CODE),
        "400, 800, 95, 123 and their like receive no text messages"),
    TWO_TRUNK_PREFIXES(
        "%s?00%s[0-9]{7,8}".formatted(CHINA, CODE), "one 0 after 86 is a habit, two are a slip"),
    ABROAD_WITH_00(
        "\\+?00(?!86)[0-9]{7,15}", "numbers abroad are written with +: 00 also begins slips");

    private final Pattern form;
    private final String why;

    Difference(String form, String why) {
      this.form = Pattern.compile(form);
      this.why = why;
    }
  }

  private final PhoneNumberUtil oracle = PhoneNumberUtil.getInstance();

  private Optional<Phonenumber.PhoneNumber> valid(String text) {
    try {
      Phonenumber.PhoneNumber number = oracle.parse(text, "CN");
      return oracle.isValidNumber(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private Optional<String> expected(String text) {
    return valid(text).map(number -> oracle.format(number, PhoneNumberFormat.E164));
  }

  private static Optional<String> actual(String text) {
    return PhoneNumber.find(text).map(number -> "+" + number.withCountryCode());
  }

  private void compare(
      String text, List<String> unexplained, Map<Difference, Integer> differences) {
    Optional<String> expected = expected(text);
    Optional<String> actual = actual(text);
    if (!actual.equals(expected)) {
      boolean explained = false;
      for (Difference difference : Difference.values()) {
        if (difference.form.matcher(text).matches()) {
          differences.merge(difference, 1, Integer::sum);
          explained = true;
        }
      }
      if (!explained) {
        unexplained.add(text + " is " + actual + " here and " + expected + " there");
      }
    }
  }

  @Test
  void agreesOnAllMobilePrefixes() {
    List<String> unexplained = new ArrayList<>();
    for (int prefix = 1000; prefix < 2000; prefix++) {
      for (String before : List.of("", "0", "86", "860", "+86", "+860", "0086", "00860")) {
        compare(before + prefix + "0138000", unexplained, new EnumMap<>(Difference.class));
      }
    }
    assertThat(unexplained).isEmpty();
  }

  @Test
  void knowsTheSameAreaCodes() {
    Set<String> expected = new TreeSet<>();
    Set<String> actual = new TreeSet<>();
    List<String> candidates =
        IntStream.concat(IntStream.range(10, 30), IntStream.range(300, 1000))
            .mapToObj(code -> "0" + code)
            .toList();
    for (String code : candidates) {
      for (String local : List.of("2222222", "22222222")) {
        if (code.length() == 4 || local.length() == 8) {
          valid(code + local)
              .filter(n -> oracle.getNumberType(n) == PhoneNumberType.FIXED_LINE)
              .ifPresent(n -> expected.add(code));
          PhoneNumber.find(code + local).ifPresent(n -> actual.add(code));
        }
      }
    }
    assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(300);
  }

  @Test
  void agreesOnRandomNumbersButForTheDifferences() {
    Random random = new Random(18);
    List<String> unexplained = new ArrayList<>();
    Map<Difference, Integer> differences = new EnumMap<>(Difference.class);
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
      compare(randomNumber(random), unexplained, differences);
    }
    assertThat(unexplained).isEmpty();
    assertThat(differences).containsOnlyKeys(Difference.values());
  }

  @Test
  void findsEachDifferenceExplainedInTheManual() throws IOException {
    String manual = Files.readString(Path.of("../docs/soap.md"));
    for (Difference difference : Difference.values()) {
      assertThat(manual).contains("| " + difference.why + " |");
    }
  }

  private static String randomNumber(Random random) {
    String[] before = {
      "", "", "0", "0", "86", "860", "+86", "+860", "0086", "+", "00", "12345", "+8617951"
    };
    String[] codes = {"", "", "10", "2", "4", "5", "7", "8", "9", "1", "13", "18", "400", "95"};
    StringBuilder text = new StringBuilder(before[random.nextInt(before.length)]);
    text.append(codes[random.nextInt(codes.length)]);
    int digits = 7 + random.nextInt(5);
    for (int i = 0; i < digits; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }
}
