package dev.yizhan.gateway.soap.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The meanings of the fault codes, which the documentation of {@code GatewayFault} lists. */
final class FaultMeanings {

  private static final Pattern ROW =
      Pattern.compile("([A-Z][A-Z_]{3,}): (.*?)[.。](?= [A-Z][A-Z_]{3,}: |$)");

  private FaultMeanings() {}

  /** By code, in the order of the documentation. */
  static Map<String, String> of(String documentation) {
    Map<String, String> meanings = new LinkedHashMap<>();
    Matcher row = ROW.matcher(documentation);
    while (row.find()) {
      meanings.put(row.group(1), row.group(2));
    }
    return meanings;
  }
}
