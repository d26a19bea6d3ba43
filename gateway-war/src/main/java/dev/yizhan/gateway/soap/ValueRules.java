package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.contract.ContractModel;
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

/** Checks values against the contract's simple types. Faults name the rule, never the value. */
final class ValueRules {

  private static final DatatypeFactory DATES = DatatypeFactory.newDefaultInstance();
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
  private static final Pattern BOOLEAN = Pattern.compile("true|false|1|0");

  /** Of a number or time, in characters; libraries take very long for longer ones. */
  static final int LONGEST_VALUE = 64;

  private ValueRules() {}

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
    String value = type.base().equals("string") ? given : given.strip();
    boolean valid =
        switch (type.base()) {
          case "string" -> isIn(type, value.codePointCount(0, value.length()));
          case "int", "long" -> isWhole(type, value);
          case "decimal" -> DECIMAL.matcher(value).matches();
          case "boolean" -> BOOLEAN.matcher(value).matches();
          case "dateTime" -> isDateTime(value);
          default -> true;
        };
    if (!valid || !type.enumeration().isEmpty() && !type.enumeration().contains(value)) {
      throw RequestFaults.invalid(path + " must be " + description(type));
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

  private static boolean isDateTime(String value) {
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
