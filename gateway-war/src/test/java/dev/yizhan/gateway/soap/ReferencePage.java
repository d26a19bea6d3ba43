package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.gateway.soap.page.SampleCall;
import dev.yizhan.gateway.soap.page.Samples;
import dev.yizhan.gateway.soap.request.SoapVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the generated sections of {@code docs/reference.md} from the contract. */
final class ReferencePage {

  private static final int WIDTH = 118;
  private static final Pattern DEFAULT = Pattern.compile(" ?Default: ([^.]*)\\.");

  private final ContractModel model;
  private final Map<FaultCode, String> meanings;

  /**
   * Writes from a contract.
   *
   * @param meanings of the fault codes, from {@code docs/errors.md}
   */
  ReferencePage(ContractModel model, Map<FaultCode, String> meanings) {
    this.model = model;
    this.meanings = meanings;
  }

  String overview(String path, Set<String> operations) {
    StringBuilder out = new StringBuilder();
    for (String operation : ordered(operations)) {
      out.append("| [`").append(operation).append("`](#").append(anchor(operation));
      out.append(") | `").append(path).append("` | ");
      out.append(model.documentation(operation).english()).append(" |\n");
    }
    return out.toString();
  }

  private List<String> ordered(Set<String> operations) {
    return model.messageNames().stream().filter(operations::contains).toList();
  }

  String operations(String path, Set<String> operations) {
    StringBuilder out = new StringBuilder();
    for (String operation : ordered(operations)) {
      String response = operation + "Response";
      out.append("\n### ").append(operation).append("\n\n");
      out.append(wrapped(model.documentation(operation).english())).append("\n\n");
      out.append("Address `").append(path).append("`, SOAPAction `");
      out.append(Contract.NAMESPACE).append('#').append(operation).append("`.\n\n");
      out.append("Request `").append(operation).append("`:\n\n");
      out.append(table(model.message(operation)));
      out.append("\nResponse `").append(response).append("`:\n\n");
      out.append(table(model.message(response)));
      out.append("\n```xml\n").append(request(operation)).append("```\n\n```xml\n");
      out.append(SampleResponse.of(response, model)).append("```\n");
    }
    return out.append('\n').toString();
  }

  /** The element that goes into the Body of a sample request. */
  String request(String operation) {
    List<ContractModel.Child> shown = SampleCall.of("", operation, model).shown();
    String start = "<" + operation + " xmlns=\"" + Contract.NAMESPACE + "\"";
    return shown.isEmpty()
        ? start + "/>\n"
        : start + ">\n" + Samples.xml(shown, "  ") + "</" + operation + ">\n";
  }

  String types() {
    StringBuilder out = new StringBuilder();
    model
        .complexTypes()
        .forEach(
            (name, type) -> {
              out.append("\n### ").append(name).append(" type\n\n");
              out.append(wrapped(model.documentation(name).english())).append("\n\n");
              out.append(table(type));
            });
    return out.append('\n').toString();
  }

  String faults() {
    StringBuilder out = new StringBuilder("\n").append(table(model.message("GatewayFault")));
    out.append("\nThe codes; [errors.md](errors.md) says who must act:\n\n");
    out.append("| code | category | retryable | meaning |\n|---|---|---|---|\n");
    for (FaultCode code : FaultCode.values()) {
      out.append("| `").append(code).append("` | `").append(code.category()).append("` | ");
      out.append(code.retryable()).append(" | ").append(meanings.get(code)).append(" |\n");
    }
    GatewayException fault =
        GatewayException.of(
            FaultCode.UNKNOWN_CHANNEL, "channel: there is none of that name, see ListChannels");
    for (SoapVersion version : SoapVersion.values()) {
      out.append("\nA fault in ").append(version == SoapVersion.SOAP_11 ? "SOAP 1.1" : "SOAP 1.2");
      out.append(":\n\n```xml\n")
          .append(indented(FaultWriter.write(version, fault, FaultHeader.NONE)));
      out.append("```\n");
    }
    return out.append('\n').toString();
  }

  /** One tag a line; an element with text is one line. */
  private static String indented(byte[] xml) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    Matcher tag =
        Pattern.compile("<(/?)([\\w:]+)([^<>]*)>([^<]*)(</\\2>)?")
            .matcher(new String(xml, StandardCharsets.UTF_8));
    while (tag.find()) {
      boolean isEnd = !tag.group(1).isEmpty();
      boolean isWhole = tag.group(5) != null;
      depth -= isEnd ? 1 : 0;
      out.append("  ".repeat(depth)).append(tag.group()).append('\n');
      depth += isEnd || isWhole ? 0 : 1;
    }
    return out.toString();
  }

  private static String table(ContractModel.Complex type) {
    if (type.children().isEmpty()) {
      return "No elements.\n";
    }
    StringBuilder out =
        new StringBuilder(
            "| element | type | occurs | rule | default | meaning |\n|---|---|---|---|---|---|\n");
    for (ContractModel.Child child : type.children()) {
      String text = child.documentation().english();
      Matcher fallback = DEFAULT.matcher(text);
      String otherwise = fallback.find() ? fallback.group(1) : "";
      String meaning = fallback.reset().replaceAll("");
      out.append("| `").append(child.name()).append("` | ").append(type(child)).append(" | ");
      out.append(occurs(child)).append(" | ").append(rule(child)).append(" | ");
      out.append(otherwise).append(" | ").append(meaning).append(" |\n");
    }
    return out.toString().replace("|  |", "| |").replace("|  |", "| |");
  }

  private static String type(ContractModel.Child child) {
    return child.type() instanceof ContractModel.Simple simple
        ? simple.base()
        : "[" + child.typeName() + "](#" + anchor(child.typeName() + " type") + ")";
  }

  private static String occurs(ContractModel.Child child) {
    String least = child.optional() ? "0" : "1";
    return child.repeated() ? least + " to many" : child.optional() ? "0 to 1" : "1";
  }

  private static String rule(ContractModel.Child child) {
    if (!(child.type() instanceof ContractModel.Simple simple)) {
      return "";
    }
    if (!simple.enumeration().isEmpty()) {
      return "`" + String.join("`, `", simple.enumeration()) + "`";
    }
    List<String> rules = new ArrayList<>();
    range(simple.minLength(), simple.maxLength())
        .map(r -> r + (r.endsWith("least 1") ? " character" : " characters"))
        .ifPresent(rules::add);
    range(simple.minInclusive(), simple.maxInclusive()).ifPresent(rules::add);
    return String.join(", ", rules);
  }

  private static <T> Optional<String> range(Optional<T> least, Optional<T> most) {
    if (least.isPresent() && most.isPresent()) {
      return Optional.of(least.get() + " to " + most.get());
    }
    return least.map(n -> "at least " + n).or(() -> most.map(n -> "at most " + n));
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private static String wrapped(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        column = 0;
      } else if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    return out.toString();
  }
}
