package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sample for the proxy that .NET's {@code wsdl} generates: optional values have a flag. */
public final class CSharpSample {

  private CSharpSample() {}

  static String of(SampleCall call, String address) {
    List<String> arguments = new ArrayList<>();
    StringBuilder outs = new StringBuilder();
    for (ContractModel.Child child : call.children()) {
      boolean given = call.shown().contains(child);
      boolean isNonText =
          child.type() instanceof ContractModel.Simple simple && !simple.base().equals("string");
      if (isNonText) {
        arguments.add("default(" + type(child) + ")");
        if (child.optional()) {
          arguments.add("false");
        }
      } else {
        String one = given ? value(child) : "null";
        if (call.isInBoth(child)) {
          outs.append("            string ").append(child.name()).append(" = ").append(one);
          outs.append(";\n");
          arguments.add("ref " + child.name());
          continue;
        }
        arguments.add(child.repeated() && given ? "new[] { " + one + " }" : one);
      }
    }
    for (ContractModel.Child result :
        call.results().subList(Math.min(1, call.results().size()), call.results().size())) {
      outs.append("            ").append(type(result)).append(result.repeated() ? "[] " : " ");
      outs.append(result.name()).append(";\n");
      arguments.add("out " + result.name());
    }
    return """
        // wsdl '%s?wsdl11'
        public static class Example {
            public static void Main() {
                var gateway = new %s {
                    Credentials = new System.Net.NetworkCredential("NAME", "PASSWORD"), PreAuthenticate = true
                };
                try {
        %s            %sgateway.%s(%s);
                } catch (System.Web.Services.Protocols.SoapException fault) {
                    System.Console.WriteLine(fault.Detail.FirstChild["code"].InnerText + ": " + fault.Message);
                }
            }
        }
        """
        .formatted(
            address,
            call.service(),
            outs,
            call.response().children().isEmpty() ? "" : "var answer = ",
            call.operation(),
            String.join(", ", arguments));
  }

  private static String value(ContractModel.Child child) {
    return child.type() instanceof ContractModel.Complex complex
        ? SampleCall.shown(complex.children()).stream()
            .map(each -> each.name() + " = " + value(each))
            .collect(Collectors.joining(", ", "new " + child.typeName() + " { ", " }"))
        : "\"" + SampleCall.value(child) + "\"";
  }

  private static String type(ContractModel.Child child) {
    return child.type() instanceof ContractModel.Simple simple
        ? switch (simple.base()) {
          case "int", "long" -> simple.base();
          case "boolean" -> "bool";
          case "decimal" -> "decimal";
          case "dateTime" -> "System.DateTime";
          default -> "string";
        }
        : child.typeName();
  }
}
