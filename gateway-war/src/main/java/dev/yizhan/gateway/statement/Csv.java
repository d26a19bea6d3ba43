package dev.yizhan.gateway.statement;

import java.util.List;
import java.util.stream.Collectors;

/** Writes CSV (RFC 4180). */
final class Csv {

  private static final String LINE_END = "\r\n";

  /** A spreadsheet would take what begins with these as a formula. */
  private static final String FORMULA = "=+-@";

  private Csv() {}

  /** A line with the names, and one for each row. */
  static String of(List<String> names, List<List<String>> rows) {
    StringBuilder out = new StringBuilder(String.join(",", names)).append(LINE_END);
    for (List<String> row : rows) {
      out.append(row.stream().map(Csv::quoted).collect(Collectors.joining(","))).append(LINE_END);
    }
    return out.toString();
  }

  private static String quoted(String text) {
    boolean isFormula =
        !text.isEmpty()
            && FORMULA.indexOf(text.charAt(0)) >= 0
            && !text.matches("-?[0-9]+(\\.[0-9]+)?");
    String safe = isFormula ? "'" + text : text;
    boolean isPlain = safe.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
