package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The HTML page of a service: its operations, from the contract, samples to copy, the rules of
 * values, and the faults.
 */
public final class ServicePage {

  /** What the page may load and run. */
  public static final String POLICY = PageScript.policy();

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
      code, pre { font: 14px/1.4 ui-monospace, monospace; }
      pre { background: #8881; overflow-x: auto; padding: .7rem; }
      table { border-collapse: collapse; width: 100%; }
      td, th { border-bottom: 1px solid #8884; padding: .25rem .6rem .25rem 0; text-align: left; vertical-align: top; }
      section { border-top: 2px solid #8886; margin-top: 2rem; }
      summary { cursor: pointer; }
      nav a { display: inline-block; padding: .2rem .5rem .2rem 0; }
      button { float: right; font: inherit; margin: .3rem; }
      tr:target { background: #fd06; }
      @media (max-width: 40rem) {
        body { margin: 1rem auto; }
        tr { border-bottom: 1px solid #8884; display: block; padding: .4rem 0; }
        td, th { border: 0; display: inline-block; padding: 0 .6rem 0 0; }
        td:last-child, th:last-child { display: block; }
        nav a, summary { padding: .4rem .6rem .4rem 0; }
      }
      """;

  /** What operators look for first. */
  private static final List<String> FIRST = List.of("FindSubmissions", "ListProblems");

  private static final Map<String, Word> BUILT_IN =
      Map.of(
          "string", Word.STRING,
          "int", Word.WHOLE,
          "long", Word.WHOLE,
          "decimal", Word.DECIMAL,
          "boolean", Word.BOOLEAN,
          "dateTime", Word.DATE_TIME);

  private final String service;
  private final ContractModel model;
  private final List<String> operations;

  public ServicePage(String service, ContractModel model, Set<String> operations) {
    this.service = service;
    this.model = model;
    this.operations =
        model.messageNames().stream()
            .filter(operations::contains)
            .sorted(Comparator.comparing(ServicePage::rank))
            .toList();
  }

  private static int rank(String operation) {
    int index = FIRST.indexOf(operation);
    return index < 0 ? FIRST.size() : index;
  }

  public String written(String address, Language language) {
    StringBuilder out = new StringBuilder(65_536);
    head(out, address, language);
    for (String operation : operations) {
      operation(out, operation, address, language);
    }
    values(out, language);
    faults(out, language);
    return out.append("<script>")
        .append(PageScript.TEXT)
        .append("</script></body></html>\n")
        .toString();
  }

  private void head(StringBuilder out, String address, Language language) {
    out.append("<!DOCTYPE html>\n<html lang=\"")
        .append(language.tag())
        .append("\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
        .append(service)
        .append(" · 驿站 Yizhan</title><style>\n")
        .append(STYLE)
        .append("</style></head><body data-copy=\"")
        .append(Word.COPY.in(language))
        .append("\" data-copied=\"")
        .append(Word.COPIED.in(language))
        .append("\">\n<h1>")
        .append(service)
        .append("</h1>\n<p>")
        .append(Word.INTRO.in(language))
        .append("</p>\n<p>WSDL: ");
    for (String query : List.of("?wsdl", "?wsdl11", "?wsdl12", "?callbackwsdl")) {
      out.append("<a href=\"").append(escaped(address)).append(query).append("\">");
      out.append(query).append("</a> ");
    }
    out.append("· <a href=\"?lang=")
        .append(language.other().tag())
        .append("\">")
        .append(Word.LANGUAGE.in(language.other()))
        .append("</a></p>\n<nav>");
    operations.forEach(operation -> navigation(out, operation, operation));
    navigation(out, "values", Word.VALUES.in(language));
    navigation(out, "faults", Word.FAULTS.in(language));
    out.append("</nav>\n");
  }

  private static void navigation(StringBuilder out, String anchor, String text) {
    link(out, anchor, text);
    out.append('\n');
  }

  private static void link(StringBuilder out, String anchor, String text) {
    out.append("<a href=\"#").append(anchor).append("\">").append(text).append("</a>");
  }

  private void operation(StringBuilder out, String operation, String address, Language language) {
    ContractModel.Complex request = model.message(operation);
    out.append("<section id=\"").append(operation).append("\">\n<h2>").append(operation);
    out.append("</h2>\n<p>").append(escaped(language.of(model.documentation(operation))));
    out.append("</p>\n<h3>").append(Word.REQUEST.in(language)).append("</h3>\n");
    table(out, request, language);
    Samples.of(SampleCall.of(service, operation, model), address)
        .forEach(
            (name, sample) ->
                out.append("<details><summary>")
                    .append(name)
                    .append("</summary><pre id=\"")
                    .append(operation)
                    .append('-')
                    .append(name.replace("#", "sharp"))
                    .append("\">")
                    .append(escaped(sample))
                    .append("</pre></details>\n"));
    out.append("<details><summary>").append(Word.RESPONSE.in(language)).append("</summary>\n");
    table(out, model.message(operation + "Response"), language);
    out.append("</details>\n");
    out.append("</section>\n");
  }

  private static void table(StringBuilder out, ContractModel.Complex type, Language language) {
    if (type.children().isEmpty()) {
      out.append("<p>").append(Word.EMPTY.in(language)).append("</p>\n");
      return;
    }
    out.append("<table>\n");
    rows(out, type, "", language);
    out.append("</table>\n");
  }

  private static void rows(
      StringBuilder out, ContractModel.Complex type, String prefix, Language language) {
    for (ContractModel.Child child : type.children()) {
      String name = prefix + child.name();
      out.append("<tr><td><code>").append(name).append("</code></td><td>");
      if (child.type() instanceof ContractModel.Simple) {
        link(out, "type-" + child.typeName(), child.typeName());
      } else {
        out.append(child.typeName());
      }
      out.append(child.optional() ? ", " + Word.OPTIONAL.in(language) : "");
      out.append(child.repeated() ? ", " + Word.REPEATED.in(language) : "");
      out.append("</td><td>")
          .append(escaped(language.of(child.documentation())))
          .append("</td></tr>\n");
      if (child.type() instanceof ContractModel.Complex complex) {
        rows(out, complex, name + "/", language);
      }
    }
  }

  /** The types to which the elements refer, and their rules. */
  private void values(StringBuilder out, Language language) {
    out.append("<section id=\"values\">\n<h2>").append(Word.VALUES.in(language));
    out.append("</h2>\n<table>\n");
    model
        .simpleTypes()
        .forEach(
            (name, type) ->
                value(
                    out,
                    name,
                    Stream.of(
                            Optional.of(language.of(model.documentation(name))),
                            choices(type, language),
                            bounds(Word.LENGTH, type.minLength(), type.maxLength(), language),
                            bounds(Word.RANGE, type.minInclusive(), type.maxInclusive(), language))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" "))));
    BUILT_IN.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> value(out, each.getKey(), each.getValue().in(language)));
    out.append("</table></section>\n");
  }

  private static void value(StringBuilder out, String name, String rule) {
    out.append("<tr id=\"type-").append(name).append("\"><td><code>").append(name);
    out.append("</code></td><td>").append(escaped(rule)).append("</td></tr>\n");
  }

  private static Optional<String> choices(ContractModel.Simple type, Language language) {
    return type.enumeration().isEmpty()
        ? Optional.empty()
        : Optional.of(Word.ONE_OF.in(language) + String.join(", ", type.enumeration()));
  }

  private static Optional<String> bounds(
      Word word, Optional<? extends Number> least, Optional<? extends Number> most, Language in) {
    if (least.isEmpty() && most.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        word.in(in)
            + least.map(String::valueOf).orElse("0")
            + "–"
            + most.map(String::valueOf).orElse("…"));
  }

  private void faults(StringBuilder out, Language language) {
    Map<String, String> meanings =
        FaultMeanings.of(language.of(model.documentation("GatewayFault")));
    out.append("<section id=\"faults\">\n<h2>").append(Word.FAULTS.in(language));
    out.append("</h2>\n<table>\n<tr>");
    for (Word column : List.of(Word.CODE, Word.CATEGORY, Word.RETRYABLE, Word.MEANING)) {
      out.append("<th>").append(column.in(language)).append("</th>");
    }
    out.append("</tr>\n");
    for (FaultCode code : FaultCode.values()) {
      out.append("<tr id=\"fault-").append(code).append("\"><td><code>").append(code);
      out.append("</code></td><td>").append(code.category()).append("</td><td>");
      out.append((code.retryable() ? Word.YES : Word.NO).in(language)).append("</td><td>");
      out.append(escaped(meanings.getOrDefault(code.name(), ""))).append("</td></tr>\n");
    }
    out.append("</table></section>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
