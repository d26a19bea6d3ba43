package dev.yizhan.gateway.soap;

import dev.yizhan.soap.HardenedXml;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;

/**
 * Values as the contract wants them, and words for those that are not. The value is never shown.
 */
final class ValueRules {

  private static final DatatypeFactory DATES = DatatypeFactory.newDefaultInstance();
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
  private static final Pattern TRUTH = Pattern.compile("true|false|1|0");

  /** Of a value that is no text; libraries take very long for longer ones. */
  static final int LONGEST_VALUE = 64;

  private ValueRules() {}

  /** The value of an element, blanks around it gone where its type has none. */
  static String checked(ContractModel.Simple type, XmlNode node, String path) {
    if (!node.children().isEmpty()) {
      throw RegularRequest.invalid(
          path
              + " has the element "
              + XmlText.cut(node.children().get(0).name())
              + " in it, and must have text");
    }
    String given = node.isBase64() ? decoded(node.text(), path) : node.text();
    String value = type.base().equals("string") ? given : given.strip();
    boolean right =
        switch (type.base()) {
          case "string" -> isIn(type, value.codePointCount(0, value.length()));
          case "int", "long" -> isWhole(type, value);
          case "decimal" -> DECIMAL.matcher(value).matches();
          case "boolean" -> TRUTH.matcher(value).matches();
          case "dateTime" -> isTime(value);
          default -> true;
        };
    if (!right || !type.choices().isEmpty() && !type.choices().contains(value)) {
      throw RegularRequest.invalid(path + " must be " + wanted(type));
    }
    return value;
  }

  private static String decoded(String text, String path) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (HardenedXml.indexOfForbidden(decoded) < 0) {
        return decoded;
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // Told below.
    }
    throw RegularRequest.invalid(
        path + " says that it is Base64: give a text, or Base64 of a text in UTF-8");
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
        && type.least().filter(below).isEmpty()
        && type.most().filter(most -> number > most).isEmpty();
  }

  private static boolean isTime(String value) {
    if (value.length() > LONGEST_VALUE) {
      return false;
    }
    try {
      return DATES
          .newXMLGregorianCalendar(value)
          .getXMLSchemaType()
          .equals(DatatypeConstants.DATETIME);
    } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
      return false;
    }
  }

  private static String wanted(ContractModel.Simple type) {
    if (!type.choices().isEmpty()) {
      return "one of " + String.join(", ", type.choices());
    }
    return switch (type.base()) {
      case "string" -> "a text of " + range(type.minLength(), type.maxLength()) + " characters";
      case "int", "long" -> "a whole number" + between(type.least(), type.most());
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
