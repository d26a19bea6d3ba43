package dev.yizhan.gateway.soap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls of an operation to copy, in the languages of those who call. */
final class Samples {

  private static final String TEXT = "您的验证码是246810，五分钟内有效。【驿站】";

  /** What stands in the samples; what is optional and not here is left out. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("recipient", "13800138000"),
          Map.entry("number", "13800138000"),
          Map.entry("text", TEXT),
          Map.entry("requestId", "order-4711"),
          Map.entry("id", "912126807741066924"),
          Map.entry("submissionId", "912126807741066924"),
          Map.entry("position", "0"),
          Map.entry("kind", "REPORTS"),
          Map.entry("channel", "winic-http"),
          Map.entry("account", "winic"),
          Map.entry("state", "DELIVERED"),
          Map.entry("newUser", "shop2"),
          Map.entry("password", "a-password"),
          Map.entry("newPassword", "a-new-password"),
          Map.entry("reason", "the vendor said so on the phone"));

  private static final Set<String> SHOWN = Set.of("requestId");

  private final String service;
  private final String operation;
  private final List<ContractModel.Child> children;
  private final ContractModel.Complex response;

  Samples(
      String service,
      String operation,
      ContractModel.Complex request,
      ContractModel.Complex response) {
    this.service = service;
    this.operation = operation;
    this.children = request.children();
    this.response = response;
  }

  /** By the name of the language. */
  Map<String, String> at(String address) {
    Map<String, String> samples = new LinkedHashMap<>();
    samples.put("curl", curl(address));
    samples.put("PHP", php(address));
    samples.put("C#", csharp(address));
    samples.put("Java", java(address));
    samples.put("Python", python(address));
    samples.put("Node", node(address));
    return samples;
  }

  private static List<ContractModel.Child> shown(List<ContractModel.Child> children) {
    boolean sends = children.stream().anyMatch(child -> child.name().equals("waitSeconds"));
    boolean asks = children.stream().allMatch(ContractModel.Child::optional);
    // What is searched newest first has nothing behind its first position.
    boolean searches = children.stream().anyMatch(child -> child.name().equals("number"));
    return children.stream()
        .filter(
            child ->
                !child.optional()
                    || sends && SHOWN.contains(child.name())
                    || asks && child.name().matches(searches ? "id|number" : "id|position"))
        .filter(child -> !asks || !children.get(0).name().equals("id") || child.name().equals("id"))
        .toList();
  }

  private static String value(ContractModel.Child child) {
    return VALUES.getOrDefault(child.name(), "1");
  }

  private String curl(String address) {
    return "curl -u NAME:PASSWORD -H 'Content-Type: text/xml; charset=utf-8' '"
        + address
        + "' -d '\n<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">\n"
        + "  <soap:Body>\n    <"
        + operation
        + " xmlns=\""
        + Contract.NAMESPACE
        + "\">\n"
        + xml(children, "      ")
        + "    </"
        + operation
        + ">\n  </soap:Body>\n</soap:Envelope>'\n";
  }

  private static String xml(List<ContractModel.Child> children, String indent) {
    StringBuilder out = new StringBuilder();
    for (ContractModel.Child child : shown(children)) {
      out.append(indent).append('<').append(child.name()).append('>');
      if (child.type() instanceof ContractModel.Complex complex) {
        out.append('\n').append(xml(complex.children(), indent + "  ")).append(indent);
      } else {
        out.append(value(child));
      }
      out.append("</").append(child.name()).append(">\n");
    }
    return out.toString();
  }

  /** How a language writes an object, a list and what belongs to a name. */
  private record Notation(
      String open, String close, String listOpen, String listClose, Function<String, String> name) {

    String object(List<ContractModel.Child> children) {
      return shown(children).stream()
          .map(child -> name.apply(child.name()) + of(child))
          .collect(Collectors.joining(", ", open, close));
    }

    String of(ContractModel.Child child) {
      String one =
          child.type() instanceof ContractModel.Complex complex
              ? object(complex.children())
              : "'" + value(child) + "'";
      return child.repeated() ? listOpen + one + listClose : one;
    }
  }

  private String php(String address) {
    Notation php = new Notation("[", "]", "[", "]", name -> "'" + name + "' => ");
    return """
        <?php
        $gateway = new SoapClient('%s?wsdl', ['login' => 'NAME', 'password' => 'PASSWORD']);
        try {
            print_r($gateway->%s(%s));
        } catch (SoapFault $fault) {
            echo isset($fault->detail) ? $fault->detail->GatewayFault->code . ': ' : '';
            echo $fault->getMessage(), "\\n";
        }
        """
        .formatted(address, operation, php.object(children));
  }

  private String python(String address) {
    Notation python = new Notation("dict(", ")", "[", "]", name -> name + "=");
    String object = python.object(children);
    return """
        from requests import Session
        from zeep import Client
        from zeep.exceptions import Fault
        from zeep.transports import Transport

        session = Session()
        session.auth = ('NAME', 'PASSWORD')
        gateway = Client('%s?wsdl', transport=Transport(session=session)).service
        try:
            print(gateway.%s%s)
        except Fault as fault:
            print(fault.message)
        """
        .formatted(address, operation, object.substring("dict".length()));
  }

  private String node(String address) {
    Notation node = new Notation("{ ", " }", "[", "]", name -> name + ": ");
    return """
        const soap = require('soap');

        soap.createClientAsync('%s?wsdl').then(async (gateway) => {
          gateway.setSecurity(new soap.BasicAuthSecurity('NAME', 'PASSWORD'));
          const [answer] = await gateway.%sAsync(%s);
          console.log(JSON.stringify(answer, null, 2));
        }).catch((error) => console.log(error.message));
        """
        .formatted(address, operation, node.object(children));
  }

  private String java(String address) {
    String name = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
    List<ContractModel.Child> results = results();
    List<String> arguments = new ArrayList<>();
    StringBuilder call = new StringBuilder();
    for (ContractModel.Child child : children) {
      String one = shown(children).contains(child) ? javaValue(child) : "null";
      if (isInBoth(child)) {
        call.append(holder(child, one));
        arguments.add(child.name());
      } else {
        arguments.add(
            child.repeated() && !one.equals("null") ? "java.util.List.of(" + one + ")" : one);
      }
    }
    if (results.size() > 1) {
      // Several results come back in holders.
      for (ContractModel.Child result : results) {
        call.append(holder(result, ""));
        arguments.add(result.name());
      }
    }
    call.append("    ").append(results.size() == 1 ? "var answer = " : "");
    call.append("gateway.").append(name).append('(').append(String.join(", ", arguments));
    call.append(");");
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
        .formatted(address, service, service, call.toString().replace("\n", "\n  "));
  }

  private static String holder(ContractModel.Child child, String value) {
    return "    var "
        + child.name()
        + " = new jakarta.xml.ws.Holder<"
        + javaType(child)
        + ">("
        + value
        + ");\n";
  }

  /** What an answer has beside what comes back in an argument. */
  private List<ContractModel.Child> results() {
    return response.children().stream()
        .filter(result -> children.stream().noneMatch(child -> areOne(child, result)))
        .toList();
  }

  private boolean isInBoth(ContractModel.Child child) {
    return response.children().stream().anyMatch(result -> areOne(child, result));
  }

  /** Stacks that take requests and answers apart make one argument of what is in both. */
  private static boolean areOne(ContractModel.Child child, ContractModel.Child result) {
    return child.name().equals(result.name())
        && child.type() instanceof ContractModel.Simple given
        && result.type() instanceof ContractModel.Simple come
        && given.base().equals(come.base());
  }

  private static String javaValue(ContractModel.Child child) {
    if (child.type() instanceof ContractModel.Complex complex) {
      return shown(complex.children()).stream()
          .map(
              each ->
                  "set"
                      + Character.toUpperCase(each.name().charAt(0))
                      + each.name().substring(1)
                      + "("
                      + javaValue(each)
                      + ");")
          .collect(Collectors.joining(" ", "new " + child.typeName() + "() {{ ", " }}"));
    }
    boolean choice = !((ContractModel.Simple) child.type()).choices().isEmpty();
    return choice ? child.typeName() + "." + value(child) : "\"" + value(child) + "\"";
  }

  private static String javaType(ContractModel.Child child) {
    String one =
        child.type() instanceof ContractModel.Simple simple && simple.choices().isEmpty()
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

  /** As the tool wsdl takes a request apart: what is optional and no text has a word beside it. */
  private String csharp(String address) {
    List<String> arguments = new ArrayList<>();
    StringBuilder outs = new StringBuilder();
    for (ContractModel.Child child : children) {
      boolean given = shown(children).contains(child);
      boolean value =
          child.type() instanceof ContractModel.Simple simple && !simple.base().equals("string");
      if (value) {
        arguments.add("default(" + csharpType(child) + ")");
        if (child.optional()) {
          arguments.add("false");
        }
      } else {
        String one = given ? csharpValue(child) : "null";
        if (isInBoth(child)) {
          outs.append("            string ").append(child.name()).append(" = ").append(one);
          outs.append(";\n");
          arguments.add("ref " + child.name());
          continue;
        }
        arguments.add(child.repeated() && given ? "new[] { " + one + " }" : one);
      }
    }
    for (ContractModel.Child result :
        results().subList(Math.min(1, results().size()), results().size())) {
      outs.append("            ")
          .append(csharpType(result))
          .append(result.repeated() ? "[] " : " ");
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
            service,
            outs,
            response.children().isEmpty() ? "" : "var answer = ",
            operation,
            String.join(", ", arguments));
  }

  private static String csharpValue(ContractModel.Child child) {
    return child.type() instanceof ContractModel.Complex complex
        ? shown(complex.children()).stream()
            .map(each -> each.name() + " = " + csharpValue(each))
            .collect(Collectors.joining(", ", "new " + child.typeName() + " { ", " }"))
        : "\"" + value(child) + "\"";
  }

  private static String csharpType(ContractModel.Child child) {
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
