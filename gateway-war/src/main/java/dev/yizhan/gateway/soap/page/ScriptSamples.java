package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Samples in languages that read the WSDL when they run. */
public final class ScriptSamples {

  /** Reserved words of Python that are names of elements, or may be. */
  private static final Set<String> PYTHON_WORDS =
      Set.of("from", "in", "is", "not", "class", "global", "import", "pass", "return", "with");

  private ScriptSamples() {}

  static String php(SampleCall call, String address) {
    Notation php = new Notation("[", "]", "[", "]", name -> "'" + name + "' => ");
    return """
        <?php
        $gateway = new SoapClient('%s?wsdl', [
            'login' => 'NAME',
            'password' => 'PASSWORD',
            // A list with one element is a list, too.
            'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
        ]);
        try {
            print_r($gateway->%s(%s));
        } catch (SoapFault $fault) {
            echo isset($fault->detail) ? $fault->detail->GatewayFault->code . ': ' : '';
            echo $fault->getMessage(), "\\n";
        }
        """
        .formatted(address, call.operation(), php.object(call.children()));
  }

  static String python(SampleCall call, String address) {
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
        .formatted(address, call.operation(), pythonArguments(call));
  }

  /** A reserved word cannot be a name of an argument. */
  private static String pythonArguments(SampleCall call) {
    boolean isReserved =
        SampleCall.shown(call.children()).stream()
            .anyMatch(child -> PYTHON_WORDS.contains(child.name()));
    if (isReserved) {
      Notation literal = new Notation("{", "}", "[", "]", name -> "'" + name + "': ");
      return "(**" + literal.object(call.children()) + ")";
    }
    Notation named = new Notation("dict(", ")", "[", "]", name -> name + "=");
    return named.object(call.children()).substring("dict".length());
  }

  static String node(SampleCall call, String address) {
    Notation node = new Notation("{ ", " }", "[", "]", name -> name + ": ");
    return """
        const soap = require('soap');

        soap.createClientAsync('%s?wsdl').then(async (gateway) => {
          gateway.setSecurity(new soap.BasicAuthSecurity('NAME', 'PASSWORD'));
          const [answer] = await gateway.%sAsync(%s);
          console.log(JSON.stringify(answer, null, 2));
        }).catch((error) => console.log(error.message));
        """
        .formatted(address, call.operation(), node.object(call.children()));
  }

  /** Literals of a language. */
  private record Notation(
      String open, String close, String listOpen, String listClose, Function<String, String> name) {

    String object(List<ContractModel.Child> children) {
      return SampleCall.shown(children).stream()
          .map(child -> name.apply(child.name()) + of(child))
          .collect(Collectors.joining(", ", open, close));
    }

    String of(ContractModel.Child child) {
      String one =
          child.type() instanceof ContractModel.Complex complex
              ? object(complex.children())
              : "'" + SampleCall.value(child) + "'";
      return child.repeated() ? listOpen + one + listClose : one;
    }
  }
}
