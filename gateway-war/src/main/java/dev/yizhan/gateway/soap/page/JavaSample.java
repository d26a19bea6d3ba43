package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sample for classes that {@code wsimport} generates. */
public final class JavaSample {

  private JavaSample() {}

  static String of(SampleCall call, String address) {
    String name = Character.toLowerCase(call.operation().charAt(0)) + call.operation().substring(1);
    List<ContractModel.Child> results = call.results();
    List<String> arguments = new ArrayList<>();
    StringBuilder code = new StringBuilder();
    for (ContractModel.Child child : call.children()) {
      String one = call.shown().contains(child) ? value(child) : "null";
      if (call.isInBoth(child)) {
        code.append(holder(child, one));
        arguments.add(child.name());
      } else {
        arguments.add(
            child.repeated() && !one.equals("null") ? "java.util.List.of(" + one + ")" : one);
      }
    }
    if (results.size() > 1) {
      // Several results are returned in holders.
      for (ContractModel.Child result : results) {
        code.append(holder(result, ""));
        arguments.add(result.name());
      }
    }
    code.append("    ").append(results.size() == 1 ? "var answer = " : "");
    code.append("gateway.").append(name).append('(').append(String.join(", ", arguments));
    code.append(");");
    return """
        // wsimport -keep -p sms '%s?wsdl'
        import sms.*;

        public class Example {
          public static void main(String[] arguments) {
            var gateway = new %s_Service().get%sSoap();
            var context = ((jakarta.xml.ws.BindingProvider) gateway).getRequestContext();
            context.put("jakarta.xml.ws.security.auth.username", "NAME");
            context.put("jakarta.xml.ws.security.auth.password", "PASSWORD");
            try {
          %s
            } catch (GatewayFault_Exception fault) {
              System.out.println(fault.getFaultInfo().getCode() + ": " + fault.getMessage());
            }
          }
        }
        """
        .formatted(address, call.service(), call.service(), code.toString().replace("\n", "\n  "));
  }

  private static String holder(ContractModel.Child child, String value) {
    return "    var "
        + child.name()
        + " = new jakarta.xml.ws.Holder<"
        + type(child)
        + ">("
        + value
        + ");\n";
  }

  private static String value(ContractModel.Child child) {
    if (child.type() instanceof ContractModel.Complex complex) {
      return SampleCall.shown(complex.children()).stream()
          .map(
              each ->
                  "set"
                      + Character.toUpperCase(each.name().charAt(0))
                      + each.name().substring(1)
                      + "("
                      + value(each)
                      + ");")
          .collect(Collectors.joining(" ", "new " + child.typeName() + "() {{ ", " }}"));
    }
    boolean isEnum = !((ContractModel.Simple) child.type()).enumeration().isEmpty();
    return isEnum
        ? child.typeName() + "." + SampleCall.value(child)
        : "\"" + SampleCall.value(child) + "\"";
  }

  private static String type(ContractModel.Child child) {
    String one =
        child.type() instanceof ContractModel.Simple simple && simple.enumeration().isEmpty()
            ? switch (simple.base()) {
              case "int" -> "Integer";
              case "long" -> "Long";
              case "boolean" -> "Boolean";
              case "decimal" -> "java.math.BigDecimal";
              case "dateTime" -> "javax.xml.datatype.XMLGregorianCalendar";
              default -> "String";
            }
            : child.typeName();
    return child.repeated() ? "java.util.List<" + one + ">" : one;
  }
}
