package dev.yizhan.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/**
 * The tables and samples of docs/reference.md are generated from the contract: {@code mvn -Pquick
 * -pl gateway-war -am test -Dtest=ReferencePageTest -Dyizhan.write-pages=true} writes them.
 */
class ReferencePageTest {

  private static final Path DOCS = Path.of("../docs");
  private static final Path PAGE = DOCS.resolve("reference.md");
  private static final Set<String> CONSUMERS = SoapEndpoint.operations(SmsGateway.class);
  private static final Set<String> ADMINS = SoapEndpoint.operations(SmsGatewayAdmin.class);

  private static final Contract CONTRACT = Contract.of("SmsGateway");
  private static final ReferencePage GENERATED = new ReferencePage(CONTRACT.model(), meanings());

  private static Map<FaultCode, String> meanings() {
    try {
      Map<FaultCode, String> meanings = new EnumMap<>(FaultCode.class);
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| [A-Z]+ \\| ([^|]*) \\|")
          .matcher(Files.readString(DOCS.resolve("errors.md")))
          .results()
          .forEach(row -> meanings.put(FaultCode.valueOf(row.group(1)), row.group(2)));
      return meanings;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String generated(String page) {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put(
        "overview",
        "| operation | address | does |\n|---|---|---|\n"
            + GENERATED.overview("/sms", CONSUMERS)
            + GENERATED.overview("/admin", ADMINS));
    sections.put("consumers", GENERATED.operations("/sms", CONSUMERS));
    sections.put("admins", GENERATED.operations("/admin", ADMINS));
    sections.put("types", GENERATED.types());
    sections.put("faults", GENERATED.faults());
    String filled = page;
    for (Map.Entry<String, String> section : sections.entrySet()) {
      String begin = "<!-- generated: " + section.getKey() + " -->\n";
      int from = filled.indexOf(begin) + begin.length();
      int to = filled.indexOf("<!-- end -->", from);
      assertThat(from).as(section.getKey()).isGreaterThan(begin.length());
      assertThat(to).as(section.getKey()).isPositive();
      filled = filled.substring(0, from) + section.getValue() + filled.substring(to);
    }
    return filled;
  }

  @Test
  void theReferenceIsGeneratedFromTheContract() throws IOException {
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("yizhan.write-pages")) {
      Files.writeString(PAGE, generated(page));
    }
    assertThat(Files.readString(PAGE)).isEqualTo(generated(page));
  }

  static Stream<String> samples() {
    return Stream.concat(CONSUMERS.stream(), ADMINS.stream())
        .sorted()
        .flatMap(
            operation ->
                Stream.of(
                    GENERATED.request(operation),
                    SampleResponse.of(operation + "Response", CONTRACT.model())));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samplesConformToTheContract(String sample) throws IOException, SAXException {
    ContractSchema.validate(sample);
  }

  @Test
  void everyFaultCodeHasAMeaning() {
    assertThat(meanings()).containsOnlyKeys(FaultCode.values());
  }
}
