package dev.yizhan.sandbox.server;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.StringElement;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a vendor's forms and answers look.
 *
 * @param encoding of both
 * @param contentType of answers
 * @param wrapped what surrounds an answer's text
 * @param missing the answer to a missing parameter, made from its name; empty where a missing
 *     parameter counts as an empty one
 * @param names whether the case of parameter names counts
 * @param unreadable the code for a form that is not in the charset
 */
public record FormDialect(
    FormEncoding encoding,
    String contentType,
    UnaryOperator<String> wrapped,
    Optional<UnaryOperator<String>> missing,
    Form.Names names,
    String unreadable) {

  /** ASP pages: GB2312, the answer is the whole body. */
  public static FormDialect pages(String unreadable) {
    return new FormDialect(
        FormEncoding.GB2312,
        "text/html; Charset=gb2312",
        UnaryOperator.identity(),
        Optional.empty(),
        Form.Names.IN_ANY_CASE,
        unreadable);
  }

  /**
   * UTF-8, the answer is in one {@code <string>} element. Nothing stands around the text: many
   * clients cut it out without an XML parser, and not all of them trim it.
   */
  public static FormDialect strings(String unreadable) {
    return new FormDialect(
        FormEncoding.UTF_8,
        "text/xml; charset=utf-8",
        StringElement::wrap,
        Optional.empty(),
        Form.Names.AS_WRITTEN,
        unreadable);
  }

  /**
   * As {@link #strings}, but ASP.NET demands every parameter before any code of the vendor runs.
   */
  public static FormDialect asmx(String unreadable) {
    FormDialect strings = strings(unreadable);
    return new FormDialect(
        strings.encoding,
        strings.contentType,
        strings.wrapped,
        Optional.of(name -> "Missing parameter: " + name + ".\r\n"),
        Form.Names.IN_ANY_CASE,
        unreadable);
  }
}
