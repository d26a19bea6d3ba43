package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of a call in the languages of the callers. */
public final class Samples {

  private Samples() {}

  /** By name of the language. */
  static Map<String, String> of(SampleCall call, String address) {
    Map<String, String> samples = new LinkedHashMap<>();
    samples.put("curl", curl(call, address));
    samples.put("PHP", ScriptSamples.php(call, address));
    samples.put("C#", CSharpSample.of(call, address));
    samples.put("Java", JavaSample.of(call, address));
    samples.put("Python", ScriptSamples.python(call, address));
    samples.put("Node", ScriptSamples.node(call, address));
    return samples;
  }

  private static String curl(SampleCall call, String address) {
    return "curl -u NAME:PASSWORD -H 'Content-Type: text/xml; charset=utf-8' '"
        + address
        + "' -d '\n<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">\n"
        + "  <soap:Body>\n    <"
        + call.operation()
        + " xmlns=\""
        + Contract.NAMESPACE
        + "\">\n"
        + xml(call.shown(), "      ")
        + "    </"
        + call.operation()
        + ">\n  </soap:Body>\n</soap:Envelope>'\n";
  }

  public static String xml(List<ContractModel.Child> children, String indent) {
    StringBuilder out = new StringBuilder();
    for (ContractModel.Child child : children) {
      out.append(indent).append('<').append(child.name()).append('>');
      if (child.type() instanceof ContractModel.Complex complex) {
        out.append('\n')
            .append(xml(SampleCall.shown(complex.children()), indent + "  "))
            .append(indent);
      } else {
        out.append(SampleCall.value(child));
      }
      out.append("</").append(child.name()).append(">\n");
    }
    return out.toString();
  }
}
