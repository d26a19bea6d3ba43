package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The HTML page of a service: its operations, from the contract, and samples to copy. */
public final class ServicePage {

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
      code, pre { font: 14px/1.4 ui-monospace, monospace; }
      pre { background: #8881; overflow-x: auto; padding: .7rem; }
      table { border-collapse: collapse; width: 100%; }
      td, th { border-bottom: 1px solid #8884; padding: .25rem .6rem .25rem 0; text-align: left; vertical-align: top; }
      section { border-top: 2px solid #8886; margin-top: 2rem; }
      summary { cursor: pointer; }
      """;

  private final String service;
  private final ContractModel model;
  private final List<String> operations;

  public enum Language {
    ENGLISH(
        "en",
        "One address for SOAP 1.1 and SOAP 1.2. Calls are authenticated by HTTP Basic, or by a"
            + " UsernameToken with PasswordText.",
        "Request",
        "Response",
        "optional",
        "repeated",
        "empty",
        "中文"),
    CHINESE(
        "zh",
        "同一地址同时支持 SOAP 1.1 和 SOAP 1.2。调用者以 HTTP Basic 或 WS-Security UsernameToken"
            + "（PasswordText）认证。",
        "请求",
        "响应",
        "可选",
        "可重复",
        "无内容",
        "English");

    private final String tag;
    private final String intro;
    private final String request;
    private final String response;
    private final String optional;
    private final String repeated;
    private final String empty;
    private final String otherLanguage;

    Language(
        String tag,
        String intro,
        String request,
        String response,
        String optional,
        String repeated,
        String empty,
        String otherLanguage) {
      this.tag = tag;
      this.intro = intro;
      this.request = request;
      this.response = response;
      this.optional = optional;
      this.repeated = repeated;
      this.empty = empty;
      this.otherLanguage = otherLanguage;
    }

    public String tag() {
      return tag;
    }

    /** The one in the query, else the first supported one of {@code Accept-Language}. */
    public static Language of(String query, String accepted) {
      if (query.contains("lang=zh")) {
        return CHINESE;
      }
      if (query.contains("lang=en")) {
        return ENGLISH;
      }
      return ranges(accepted).stream()
          .map(Locale.LanguageRange::getRange)
          .filter(range -> range.startsWith("zh") || range.startsWith("en"))
          .findFirst()
          .filter(range -> range.startsWith("zh"))
          .map(range -> CHINESE)
          .orElse(ENGLISH);
    }

    private static List<Locale.LanguageRange> ranges(String accepted) {
      try {
        return Locale.LanguageRange.parse(accepted);
      } catch (IllegalArgumentException e) {
        return List.of();
      }
    }

    String of(ContractModel.Documentation documentation) {
      return this == CHINESE ? documentation.chinese() : documentation.english();
    }
  }

  public ServicePage(String service, ContractModel model, Set<String> operations) {
    this.service = service;
    this.model = model;
    this.operations = model.messageNames().stream().filter(operations::contains).toList();
  }

  public String written(String address, Language language) {
    StringBuilder out = new StringBuilder(32_768);
    out.append("<!DOCTYPE html>\n<html lang=\"")
        .append(language.tag)
        .append("\"><head><meta charset=\"utf-8\"><title>")
        .append(service)
        .append(" · 驿站 Yizhan</title><style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(service)
        .append("</h1>\n<p>")
        .append(language.intro)
        .append("</p>\n<p>WSDL: ");
    for (String query : List.of("?wsdl", "?wsdl11", "?wsdl12")) {
      out.append("<a href=\"").append(escaped(address)).append(query).append("\">");
      out.append(query).append("</a> ");
    }
    out.append("· <a href=\"?lang=")
        .append(language == Language.CHINESE ? "en" : "zh")
        .append("\">")
        .append(language.otherLanguage)
        .append("</a></p>\n<p>");
    for (String operation : operations) {
      out.append("<a href=\"#").append(operation).append("\">").append(operation).append("</a> ");
    }
    out.append("</p>\n");
    for (String operation : operations) {
      operation(out, operation, address, language);
    }
    return out.append("</body></html>\n").toString();
  }

  private void operation(StringBuilder out, String operation, String address, Language language) {
    ContractModel.Complex request = model.message(operation);
    out.append("<section id=\"").append(operation).append("\">\n<h2>").append(operation);
    out.append("</h2>\n<p>").append(escaped(language.of(model.documentation(operation))));
    out.append("</p>\n<h3>").append(language.request).append("</h3>\n");
    table(out, request, "", language);
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
    out.append("<details><summary>").append(language.response).append("</summary>\n");
    table(out, model.message(operation + "Response"), "", language);
    out.append("</details>\n");
    out.append("</section>\n");
  }

  private void table(
      StringBuilder out, ContractModel.Complex type, String prefix, Language language) {
    if (type.children().isEmpty()) {
      out.append("<p>").append(language.empty).append("</p>\n");
      return;
    }
    out.append("<table>\n");
    rows(out, type, prefix, language);
    out.append("</table>\n");
  }

  private void rows(
      StringBuilder out, ContractModel.Complex type, String prefix, Language language) {
    for (ContractModel.Child child : type.children()) {
      String name = prefix + child.name();
      out.append("<tr><td><code>").append(name).append("</code></td><td>");
      out.append(child.typeName());
      out.append(child.optional() ? ", " + language.optional : "");
      out.append(child.repeated() ? ", " + language.repeated : "");
      out.append("</td><td>")
          .append(escaped(language.of(child.documentation())))
          .append("</td></tr>\n");
      if (child.type() instanceof ContractModel.Complex complex) {
        rows(out, complex, name + "/", language);
      }
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
