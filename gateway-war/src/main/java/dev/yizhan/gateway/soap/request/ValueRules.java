package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.soap.HardenedXml;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges values by the contract's simple types, for requests that are taken as they are and for
 * those that are normalized. Faults name the rule, never the value.
 */
public final class ValueRules {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\\.[0-9]+)?"
              + "(Z|[+-]([0-9]{2}):([0-9]{2}))?");
  private static final Pattern END_OF_DAY = Pattern.compile(".*T24:00:00(\\.0+)?([Z+-].*)?");
  private static final int WIDEST_OFFSET_MINUTES = 14 * 60;
  private static final Pattern BOOLEAN = Pattern.compile("true|false|1|0");

  /** Of a number or time, in characters; libraries take very long for longer ones. */
  static final int LONGEST_VALUE = 64;

  private ValueRules() {}

  /** Whether an optional element stands for nothing: empty, or a time that means "none". */
  static boolean isAbsent(ContractModel.Child child, String text) {
    return child.optional()
        && (text.isBlank()
            || base(child).equals("dateTime")
                && PlaceholderTimes.isPlaceholder(child.name(), text.strip()));
  }

  /** Whether a value keeps the rules of its type and needs no change. */
  public static boolean isExact(ContractModel.Child child, String text) {
    ContractModel.Simple type = (ContractModel.Simple) child.type();
    return !isAbsent(child, text)
        && value(type, text).equals(text)
        && HardenedXml.indexOfForbidden(text) < 0
        && isValid(type, text);
  }

  private static String base(ContractModel.Child child) {
    return child.type() instanceof ContractModel.Simple simple ? simple.base() : "";
  }

  private static String value(ContractModel.Simple type, String given) {
    return type.isText() ? given : given.strip();
  }

  /**
   * The value of an element; blanks around a number or time are removed.
   *
   * @param path of the element, as {@code Send/waitSeconds}
   * @throws GatewayException if the value breaks a rule of its type
   */
  static String checked(ContractModel.Simple type, XmlNode node, String path) {
    if (!node.children().isEmpty()) {
      throw RequestFaults.invalid(
          path
              + " contains the element "
              + XmlText.abbreviated(node.children().get(0).name())
              + ", but must be text");
    }
    String given = node.isBase64() ? decoded(node.text(), path) : node.text();
    int forbidden = HardenedXml.indexOfForbidden(given);
    if (forbidden >= 0) {
      throw RequestFaults.invalid(
          "%s has a control character (U+%04X) at index %d: remove it"
              .formatted(path, given.codePointAt(forbidden), forbidden));
    }
    String value = value(type, given);
    if (!isValid(type, value)) {
      throw RequestFaults.invalid(path + " must be " + description(type));
    }
    return value;
  }

  private static boolean isValid(ContractModel.Simple type, String value) {
    boolean valid =
        switch (type.base()) {
          case "string" -> isIn(type, value.codePointCount(0, value.length()));
          case "int", "long" -> isWhole(type, value);
          case "decimal" -> value.length() <= LONGEST_VALUE && DECIMAL.matcher(value).matches();
          case "boolean" -> BOOLEAN.matcher(value).matches();
          case "dateTime" -> isTime(value);
          default -> throw new IllegalStateException("No rule for the type " + type.base());
        };
    return valid && (type.enumeration().isEmpty() || type.enumeration().contains(value));
  }

  private static String decoded(String text, String path) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return decoded;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // The fault is below.
    }
    throw RequestFaults.invalid(
        path + " is declared as Base64 and is not: give a text, or Base64 of a text in UTF-8");
  }

  private static boolean isIn(ContractModel.Simple type, int length) {
    return type.minLength().filter(least -> length < least).isEmpty()
        && type.maxLength().filter(most -> length > most).isEmpty();
  }

  private static boolean isWhole(ContractModel.Simple type, String value) {
    if (!WHOLE.matcher(value).matches()) {
      return false;
    }
    long number = new BigDecimal(value).longValueExact();
    boolean small = type.base().equals("long") || number == (int) number;
    Predicate<Long> below = least -> number < least;
    return small
        && type.minInclusive().filter(below).isEmpty()
        && type.maxInclusive().filter(most -> number > most).isEmpty();
  }

  /** A time of the years 1 to 9999 that exists; 24:00:00 is the end of its day. */
  private static boolean isTime(String value) {
    Matcher parts = TIME.matcher(value);
    if (value.length() > LONGEST_VALUE || !parts.matches()) {
      return false;
    }
    try {
      LocalDate date = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
      boolean endOfDay = END_OF_DAY.matcher(value).matches();
      LocalTime.of(endOfDay ? 0 : number(parts, 4), number(parts, 5), number(parts, 6));
      return date.getYear() > 0 && isOffset(parts);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isOffset(Matcher parts) {
    if (parts.group(9) == null) {
      return true;
    }
    int minutes = number(parts, 10);
    return minutes < 60 && 60 * number(parts, 9) + minutes <= WIDEST_OFFSET_MINUTES;
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static String description(ContractModel.Simple type) {
    if (!type.enumeration().isEmpty()) {
      return "one of " + String.join(", ", type.enumeration());
    }
    return switch (type.base()) {
      case "string" -> "a text of " + range(type.minLength(), type.maxLength()) + " characters";
      case "int", "long" -> "a whole number" + between(type.minInclusive(), type.maxInclusive());
      case "decimal" -> "a decimal number, as in 1.5";
      case "boolean" -> "true or false";
      case "dateTime" -> "a time, as in 2026-01-31T08:00:00+08:00; without a zone it is China time";
      default -> "a " + type.base();
    };
  }

  private static String range(Optional<Integer> least, Optional<Integer> most) {
    List<String> words = new ArrayList<>();
    least.ifPresent(n -> words.add("at least " + n));
    most.ifPresent(n -> words.add("at most " + n));
    return String.join(" and ", words);
  }

  private static String between(Optional<Long> least, Optional<Long> most) {
    return least.isPresent() && most.isPresent()
        ? " from " + least.get() + " to " + most.get()
        : "";
  }
}
