package dev.yizhan.gateway.soap.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServicePageTest {

  private static final ContractModel ADMIN = Contract.of("SmsGatewayAdmin").model();

  private static String page(String service, Language language) {
    ContractModel model = Contract.of(service).model();
    return new ServicePage(
            service,
            model,
            SoapServlet.operations(
                service.equals("SmsGateway") ? SmsGateway.class : SmsGatewayAdmin.class))
        .written("https://gateway.example/yizhan/x", language);
  }

  private static List<String> all(String pattern, String page) {
    return Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void givesEachFaultCodeAMeaningInTheContractAndNoOther(Language language) {
    assertThat(FaultMeanings.of(language.of(ADMIN.documentation("GatewayFault"))))
        .containsOnlyKeys(
            Arrays.stream(FaultCode.values()).map(FaultCode::name).toArray(String[]::new))
        .allSatisfy((code, meaning) -> assertThat(meaning).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void showsEachFault(Language language) {
    String page = page("SmsGateway", language);
    assertThat(all("<tr id=\"fault-([A-Z_]+)\">", page))
        .containsExactlyElementsOf(Arrays.stream(FaultCode.values()).map(FaultCode::name).toList());
    assertThat(page)
        .contains(
            language == Language.ENGLISH
                ? "<td>CONTENT</td><td>no</td><td>The vendor's charset lacks a character"
                : "<td>CONTENT</td><td>否</td><td>服务商的字符集缺少");
  }

  @ParameterizedTest
  @EnumSource
  void linksOnlyToWhatIsThere(Language language) {
    for (String service : List.of("SmsGateway", "SmsGatewayAdmin")) {
      String page = page(service, language);
      Set<String> links = new LinkedHashSet<>(all("href=\"#([^\"]+)\"", page));
      assertThat(links).contains("type-RequestId", "type-dateTime", "faults", "values");
      assertThat(all("id=\"([^\"]+)\"", page)).containsAll(links).doesNotHaveDuplicates();
    }
  }

  @Test
  void statesTheRulesOfATypeWhereItsElementsLead() {
    assertThat(page("SmsGateway", Language.ENGLISH))
        .containsPattern("<tr id=\"type-RequestId\">.*1–64")
        .containsPattern("<tr id=\"type-WaitSeconds\">.*0–25")
        .containsPattern("<tr id=\"type-RecordKind\">.*one of REPORTS, REPLIES")
        .containsPattern("<tr id=\"type-dateTime\">.*China time");
  }

  @Test
  void beginsWithWhatOperatorsLookFor() {
    assertThat(all("<h2>(\\w+)</h2>", page("SmsGatewayAdmin", Language.ENGLISH)))
        .startsWith("FindSubmissions", "ListProblems")
        .contains("GetAccount");
    assertThat(all("<h2>(\\w+)</h2>", page("SmsGateway", Language.ENGLISH))).startsWith("Send");
  }

  @Test
  void isMadeForPhonesAndForCopying() {
    assertThat(page("SmsGateway", Language.CHINESE))
        .contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .contains("<body data-copy=\"复制\" data-copied=\"已复制\">")
        .contains("'features' =&gt; SOAP_SINGLE_ELEMENT_ARRAYS")
        .contains("?callbackwsdl");
  }
}
