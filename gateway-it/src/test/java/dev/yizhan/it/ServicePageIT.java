package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service page and the WSDL at the address of a service. */
@ExtendWith(SharedGateway.class)
class ServicePageIT {

  private static final Pattern SAMPLE =
      Pattern.compile("(?s)<pre id=\"(\\w+)-(\\w+)\">(.*?)</pre>");

  private final Gateway gateway = SharedGateway.running();

  @TempDir Path work;

  @AfterEach
  void forgetMessages() {
    gateway.sandbox().forgetMessages();
  }

  private HttpResponse<String> page(String service, String language) {
    return gateway.exchange(
        HttpRequest.newBuilder(gateway.address("/yizhan/" + service))
            .header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
            .header("Accept-Language", language));
  }

  @ParameterizedTest
  @CsvSource({
    "'zh-CN,zh;q=0.9,en;q=0.8', zh, 请求",
    "'en-GB,en;q=0.9,zh;q=0.1', en, Request",
    "'de;q=0.9,zh-TW;q=0.5', zh, 请求",
    "'fr', en, Request",
    "'%%%', en, Request"
  })
  void usesTheLanguageOfTheBrowser(String accepted, String language, String word) {
    HttpResponse<String> page = page("sms", accepted);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(
            page.headers().firstValue("Content-Type").orElse("").replace(";charset", "; charset"))
        .isEqualTo("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Language")).contains(language);
    assertThat(page.body())
        .contains("<html lang=\"" + language + "\"", word, "FetchReplies")
        .doesNotContain("RegisterAccount", "localhost:8080");
  }

  @Test
  void showsThePageOfTheAdminService() {
    assertThat(page("admin", "en").body())
        .contains("<h2>SettleDelivery</h2>", "<h2>ChangePassword</h2>")
        .doesNotContain("<h2>FetchReports</h2>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wsdl", "WSDL", "singleWsdl", "wsdl11", "wsdl12"})
  void publishesTheContractOfOneService(String query) {
    HttpResponse<String> wsdl = gateway.get("/yizhan/sms?" + query);
    assertThat(wsdl.statusCode()).isEqualTo(200);
    assertThat(wsdl.body())
        .contains("location=\"" + gateway.address("/yizhan/sms") + "\"")
        .doesNotContain("SmsGatewayAdmin", "RegisterAccount", "name=\"Account\"", "localhost:8080");
    assertThat(wsdl.body().contains("xml:lang=\"zh\">向最多 5000 个号码发送同一内容"))
        .isEqualTo(!query.equals("wsdl11"));
    assertThat(wsdl.body().contains("soap12")).isEqualTo(!query.equals("wsdl11"));
    assertThat(wsdl.body().contains("wsdl/soap/\"/>") || wsdl.body().contains("<soap:address"))
        .isEqualTo(!query.equals("wsdl12"));
  }

  @Test
  void documentsEveryElementInBothLanguages() {
    for (String service : List.of("sms", "admin")) {
      String wsdl = gateway.get("/yizhan/" + service + "?wsdl").body();
      int elements = wsdl.split("<xsd:element ", -1).length - 1;
      assertThat(elements).isGreaterThan(40);
      assertThat(wsdl).doesNotContainPattern("<xsd:element [^>]*/>");
      for (String language : List.of("en", "zh")) {
        assertThat(wsdl.split("xml:lang=\"" + language + "\">[^<]", -1).length - 1)
            .isGreaterThanOrEqualTo(elements);
      }
    }
  }

  @ForeignTest
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "the page is the same, and ClientsIT has these stacks on two servers")
  @ParameterizedTest
  @ValueSource(strings = {"curl", "PHP", "Python", "Node", "Csharp"})
  void runsEverySampleOfThePage(String language) throws Exception {
    npmInstallIf(language.equals("Node"));
    int samples = 0;
    Matcher matcher = SAMPLE.matcher(page("sms", "en").body());
    while (matcher.find()) {
      if (matcher.group(2).equals(language)) {
        String code =
            plain(matcher.group(3))
                .replace("order-4711", UUID.randomUUID().toString())
                .replace("NAME", "demo")
                .replace("PASSWORD", "demo");
        String output = output(language, code);
        samples++;
        // The samples name a submission that does not exist. C# prints faults only.
        assertThat(output)
            .as(matcher.group(1))
            .contains(
                matcher.group(1).matches("(Get|Cancel)Submission")
                    ? "This consumer has no submission"
                    : "");
        assertThat(output)
            .as(matcher.group(1))
            .doesNotContain("INVALID_REQUEST", "NOT_AUTHENTICATED", "Warning", "Error");
      }
    }
    assertThat(samples).isEqualTo(11);
    assertThat(gateway.sandbox().messages()).as("Send and SendIndividual").hasSize(2);
  }

  @Test
  void findsAMessageByNumberWithTheSample() {
    Soap.Answer sent =
        Soap.SOAP_11.call(
            gateway,
            "Send",
            "<channel>winic-http</channel><recipient>13800138000</recipient><text>找</text>");
    Matcher matcher = SAMPLE.matcher(page("admin", "en").body());
    while (matcher.find()) {
      if (matcher.group(1).equals("FindSubmissions") && matcher.group(2).equals("curl")) {
        String code = plain(matcher.group(3));
        String envelope = code.substring(code.indexOf("<soap:"), code.lastIndexOf('\''));
        assertThat(Soap.SOAP_11.post(gateway, "/yizhan/admin", envelope).all("id"))
            .contains(sent.text("id"));
        return;
      }
    }
    throw new AssertionError("the page has no sample");
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private void npmInstallIf(boolean isRequired) throws Exception {
    if (isRequired) {
      Files.copy(Path.of("../clients/node/package.json"), work.resolve("package.json"));
      shell("npm install --omit=dev --no-package-lock --no-audit --no-fund --ignore-scripts");
    }
  }

  private String output(String language, String code) throws Exception {
    String file =
        Map.of(
                "curl", "sample.sh",
                "PHP", "sample.php",
                "Python", "sample.py",
                "Node", "sample.js",
                "Csharp", "sample.cs")
            .get(language);
    Files.writeString(work.resolve(file), code);
    return switch (language) {
      case "curl" -> shell("sh sample.sh");
      case "PHP" -> shell("php -d soap.wsdl_cache_enabled=0 sample.php");
      case "Python" -> shell("/usr/bin/python3 sample.py");
      case "Node" -> shell("node sample.js");
      default ->
          shell(
              "test -f gw.cs || wsdl -nologo -out:gw.cs '"
                  + gateway.address("/yizhan/sms?wsdl11")
                  + "' >/dev/null; mcs -warn:0 -out:sample.exe -r:System.Web.Services.dll sample.cs"
                  + " gw.cs && mono sample.exe");
    };
  }

  private String shell(String script) throws Exception {
    return ClientsIT.output(
        List.of("sh", "-c", "cd '" + work + "' && " + script + " 2>&1"),
        Map.of("PYTHONIOENCODING", "utf-8"));
  }
}
