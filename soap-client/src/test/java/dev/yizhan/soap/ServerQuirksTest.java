package dev.yizhan.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and failures of real servers, byte by byte. */
class ServerQuirksTest {

  private static final String ID = "0106120218011881";
  private static final String XML = "Content-Type: text/xml; charset=utf-8\r\n";

  private static String envelope(String body) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        + "<soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }

  private static String result(String operation, String text) {
    return envelope(
        "<%1$sResponse xmlns=\"http://tempuri.org/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
            .formatted(operation, text));
  }

  private static String sent(String text) {
    return result("SendMessages", text);
  }

  /** An answer with exactly these headers and bytes. */
  private static RawServer.Script answer(String status, String headers, byte[] body) {
    return connection -> {
      connection.read();
      connection.write(
          "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n");
      connection.write(body);
    };
  }

  private static RawServer.Script answer(String headers, String body) {
    return answer("200 OK", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static WinicService client(RawServer server, Binding version, HttpSettings http) {
    return WinicService.open(
        new ServiceSettings(server.address().resolve("/"), version, http),
        new Credentials("demo", "secret"));
  }

  private static Outcome<String> send(WinicService client) {
    return client.sendMessages(List.of(PhoneNumber.of("13800138000")), "测试", Optional.empty());
  }

  /** Sends over both versions: each request must be written once, with the same outcome. */
  private static Outcome<String> send(RawServer.Script script) throws IOException {
    return send(script, HttpSettings.DEFAULT);
  }

  private static Outcome<String> send(RawServer.Script script, HttpSettings http)
      throws IOException {
    Outcome<String> first = null;
    for (Binding version : List.of(Binding.SOAP_1_1, Binding.SOAP_1_2)) {
      try (RawServer server = new RawServer(script);
          WinicService client = client(server, version, http)) {
        Outcome<String> outcome = send(client);
        assertThat(server.requests()).as("requests").hasSize(1);
        assertThat(outcome.toString()).doesNotContain("secret", "13800138000", "测试");
        if (first != null) {
          assertThat(outcome).isEqualTo(first);
        }
        first = outcome;
      }
    }
    return java.util.Objects.requireNonNull(first);
  }

  private static void assertAccepted(Outcome<String> outcome) {
    assertThat(outcome).isEqualTo(new Outcome.Accepted<>(ID));
  }

  private static void assertUnknown(Outcome<String> outcome, String reason) {
    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    assertThat(((Outcome.Unknown<String>) outcome).reason()).contains(reason);
  }

  @Test
  void isUnknownIfTheServerReadsTheCallAndCutsTheConnection() throws IOException {
    assertUnknown(send(RawServer.Connection::read), "cut");
  }

  @Test
  void isUnknownIfNoAnswerArrives() throws IOException {
    HttpSettings hasty = HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofMillis(300));
    assertUnknown(
        send(
            connection -> {
              connection.read();
              connection.hang();
            },
            hasty),
        "no complete answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "\r\n", " \t\r\n", "\uFEFF\n", "\n\uFEFF"})
  void ignoresBlanksBeforeTheDeclaration(String before) throws IOException {
    assertAccepted(send(answer(XML, before + sent(ID))));
  }

  @Test
  void readsReferencesThatXmlForbids() throws IOException {
    try (RawServer server =
            new RawServer(
                answer(
                    XML,
                    result(
                        "GET_SMS_MO_Ext",
                        "13580305095/&#x1;收到&#0;&#xD83D;&#xDE00;&#xD83D;&#xFF0C;&#65281;&#xFFFE;/001/2015-10-8 12:06:56|")));
        WinicService client = client(server, Binding.SOAP_1_1, HttpSettings.DEFAULT)) {
      assertThat(client.getSmsMoExt().map(replies -> replies.good().get(0).content()))
          .isEqualTo(new Outcome.Accepted<>("\u0001收到\uFFFD😀\uFFFD，！\uFFFD"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Type: text/xml\r\n",
        "Content-Type: text/xml; charset=gb2312\r\n",
        "Content-Type: text/xml; charset=no-such-charset\r\n",
        "Content-Type: text/html\r\n",
        "Content-Type: ;;;\r\n"
      })
  void doesNotTrustTheDeclaredCharset(String type) throws IOException {
    try (RawServer server =
            new RawServer(
                answer(
                    type, result("GET_SMS_MO_Ext", "13580305095/收到 谢谢/001/2015-10-8 12:06:56|")));
        WinicService client = client(server, Binding.SOAP_1_2, HttpSettings.DEFAULT)) {
      assertThat(client.getSmsMoExt().map(replies -> replies.good().get(0).content()))
          .isEqualTo(new Outcome.Accepted<>("收到 谢谢"));
    }
  }

  @Test
  void readsAnAnswerInCodePage936ThatIsDeclaredAsUtf8() throws IOException {
    byte[] body =
        result("GET_SMS_MO_Ext", "13580305095/收到 谢谢/001/2015-10-8 12:06:56|")
            .getBytes(Charset.forName("x-mswin-936"));
    try (RawServer server = new RawServer(answer("200 OK", XML, body));
        WinicService client = client(server, Binding.SOAP_1_1, HttpSettings.DEFAULT)) {
      assertThat(client.getSmsMoExt().map(replies -> replies.good().get(0).content()))
          .isEqualTo(new Outcome.Accepted<>("收到 谢谢"));
    }
  }

  @Test
  void isNotSentAfterAnEmptyBadRequest() throws IOException {
    for (String headers : List.of("", "Content-Encoding: gzip\r\n")) {
      assertThat(send(answer("400 Bad Request", headers, new byte[0])))
          .isEqualTo(new Outcome.NotSent<>("HTTP 400"));
    }
  }

  @Test
  void isNotSentIfTheServerMissesAParameter() throws IOException {
    assertThat(
            send(
                answer(
                    "500 Internal Server Error",
                    "Content-Type: text/plain; charset=utf-8\r\n",
                    "Missing parameter: uid.\r\n".getBytes(StandardCharsets.US_ASCII))))
        .isInstanceOf(Outcome.NotSent.class);
  }

  /** vendor-rules §8: with detailed errors, and of a server in Chinese; both asmx vendors. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Missing parameter: extno.\r\n",
        "System.InvalidOperationException: Missing parameter: extno.\r\n   at System.Web…\r\n",
        "System.InvalidOperationException: 缺少参数: extno。\r\n   在 System.Web…\r\n"
      })
  void isNotSentByAFormIfTheServerMissesAParameter(String text) throws IOException {
    RawServer.Script missing =
        answer(
            "500 Internal Server Error",
            "Content-Type: text/plain; charset=utf-8\r\n",
            text.getBytes(StandardCharsets.UTF_8));
    for (Binding form : List.of(Binding.HTTP_POST, Binding.HTTP_GET)) {
      try (RawServer server = new RawServer(missing);
          WinicService winic = client(server, form, HttpSettings.DEFAULT);
          LinkWsService linkws =
              LinkWsService.open(
                  new ServiceSettings(server.address().resolve("/"), form, HttpSettings.DEFAULT),
                  new Credentials("demo", "secret"),
                  LinkWs.Dialect.DEFAULT)) {
        assertThat(send(winic)).isInstanceOf(Outcome.NotSent.class);
        assertThat(
                linkws.intlSend(
                    List.of(PhoneNumber.of("13800138000")), "测试【驿站】", "", Optional.empty()))
            .isInstanceOf(Outcome.NotSent.class);
      }
    }
  }

  @Test
  void isUnknownAfterAnyOther500InPlainText() throws IOException {
    assertUnknown(
        send(
            answer(
                "500 Internal Server Error",
                "Content-Type: text/plain; charset=utf-8\r\n",
                "测试 13800138000".getBytes(StandardCharsets.UTF_8))),
        "HTTP 500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<SendMessagesResponse xmlns=\"http://tempuri.org/\"/>",
        "<SendMessagesResponse xmlns=\"http://tempuri.org/\"><SendMessagesResult/></SendMessagesResponse>",
        "<SendMessagesResponse xmlns=\"http://tempuri.org/\"><SendMessagesResult"
            + " xsi:nil=\"true\"/></SendMessagesResponse>",
        ""
      })
  void isUnknownWithoutAResult(String body) throws IOException {
    assertUnknown(send(answer(XML, envelope(body))), "");
  }

  /** JAXB ignores unknown elements: records that the vendor has deleted must not look like none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<SMS_ReportsResult xmlns=\"\">1/demo/13800138000/DELIVRD/2017-1-5 16:08:45|</SMS_ReportsResult>",
        "<x:SMS_ReportsResult xmlns:x=\"urn:x\">1/demo/13800138000/DELIVRD/2017-1-5"
            + " 16:08:45|</x:SMS_ReportsResult>",
        "<return>1/demo/13800138000/DELIVRD/2017-1-5 16:08:45|</return>"
      })
  void isUnknownIfTheResultHasAnotherName(String result) throws IOException {
    String body =
        "<SMS_ReportsResponse xmlns=\"http://tempuri.org/\">" + result + "</SMS_ReportsResponse>";
    try (RawServer server = new RawServer(answer(XML, envelope(body)));
        WinicService client = client(server, Binding.SOAP_1_1, HttpSettings.DEFAULT)) {
      assertThat(client.smsReports()).isInstanceOf(Outcome.Unknown.class);
    }
  }

  @Test
  void readsAMissingResultOfAPollAsNoRecords() throws IOException {
    try (RawServer server =
            new RawServer(
                answer(XML, envelope("<SMS_ReportsResponse xmlns=\"http://tempuri.org/\"/>")));
        WinicService client = client(server, Binding.SOAP_1_1, HttpSettings.DEFAULT)) {
      assertThat(client.smsReports().map(reports -> reports.items().size()))
          .isEqualTo(new Outcome.Accepted<>(0));
    }
  }

  @Test
  void unzipsAnAnswer() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(sent(ID).getBytes(StandardCharsets.UTF_8));
    }
    assertAccepted(
        send(answer("200 OK", XML + "Content-Encoding: gzip\r\n", packed.toByteArray())));
  }

  @Test
  void readsChunksThatSplitACharacter() throws IOException {
    byte[] body = sent(ID + "<!-- 好 -->").getBytes(StandardCharsets.UTF_8);
    assertAccepted(
        send(
            connection -> {
              connection.read();
              connection.write("HTTP/1.1 200 OK\r\n" + XML + "Transfer-Encoding: chunked\r\n\r\n");
              for (byte b : body) {
                connection.write("1\r\n");
                connection.write(new byte[] {b, '\r', '\n'});
              }
              connection.write("0\r\n\r\n");
            }));
  }

  @Test
  void readsHttp10ToItsEnd() throws IOException {
    assertAccepted(
        send(
            connection -> {
              connection.read();
              connection.write("HTTP/1.0 200 OK\r\n" + XML + "\r\n" + sent(ID));
            }));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void isUnknownAfterAFaultWhoseContentItDoesNotDisclose(int status) throws IOException {
    String fault =
        envelope(
            "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>System.Exception: 测试"
                + " 13800138000\n   at Service1.SendMessages(String uid) in"
                + " c:\\secret\\Service1.cs:line 42</faultstring><detail/></soap:Fault>");
    assertUnknown(
        send(answer(status + " x", XML, fault.getBytes(StandardCharsets.UTF_8))),
        status == 200 ? "a SOAP fault (Server)" : "HTTP 500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Runtime Error</body></html>",
        "not xml at all",
        "",
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
            + "<SendMessagesResponse xmlns=\"http://tempuri.org/\"><SendMessagesResult>01061",
        "{\"result\": \"0106120218011881\"}"
      })
  void isUnknownIfTheAnswerIsNoEnvelope(String body) throws IOException {
    assertUnknown(send(answer(XML, body)), "no SOAP envelope");
  }

  @Test
  void isUnknownAfterTheAnswerOfAnotherOperation() throws IOException {
    assertUnknown(send(answer(XML, result("GetUserInfo", ID))), "");
  }

  @Test
  void isUnknownIfTheAnswerIsTooLong() throws IOException {
    assertUnknown(
        send(
            answer(XML, sent(ID + "<!--" + "x".repeat(5000) + "-->")),
            HttpSettings.DEFAULT.withMaxAnswerBytes(4096)),
        "longer than 4096 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY id \"0106120218011881\">]>",
        "<!DOCTYPE a [<!ENTITY id SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE a [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY id"
            + " \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
      })
  void expandsNoEntity(String doctype) throws IOException {
    assertUnknown(
        send(answer(XML, sent("&id;").replace("?><soap", "?>" + doctype + "<soap"))),
        "no SOAP envelope");
  }

  @Test
  void refusesDeeplyNestedAnswers() throws IOException {
    assertUnknown(
        send(answer(XML, envelope("<a>".repeat(100_000) + "</a>".repeat(100_000)))),
        "no SOAP envelope");
  }

  @ParameterizedTest
  @EnumSource(
      value = Binding.class,
      names = {"SOAP_1_1", "SOAP_1_2"})
  void readsAnAnswerOfTheOtherVersion(Binding version) throws IOException {
    String other =
        version == Binding.SOAP_1_1
            ? "http://www.w3.org/2003/05/soap-envelope"
            : "http://schemas.xmlsoap.org/soap/envelope/";
    try (RawServer server =
            new RawServer(
                answer(XML, sent(ID).replace("http://schemas.xmlsoap.org/soap/envelope/", other)));
        WinicService client = client(server, version, HttpSettings.DEFAULT)) {
      assertAccepted(send(client));
    }
  }

  @Test
  void returnsTheVendorsCodes() throws IOException {
    assertThat(send(answer(XML, sent("\r\n  -03\r\n"))))
        .isEqualTo(new Outcome.Rejected<>(WinicCode.WRONG_PASSWORD, Optional.empty()));
  }

  @Test
  void continuesAfterEachFailure() throws IOException {
    int[] calls = {0};
    try (RawServer server =
            new RawServer(
                connection -> {
                  while (true) {
                    connection.read();
                    boolean broken = calls[0]++ % 2 == 0;
                    connection.answer("200 OK", XML, broken ? "<broken" : sent(ID));
                  }
                });
        WinicService client = client(server, Binding.SOAP_1_1, HttpSettings.DEFAULT)) {
      for (int i = 0; i < 4; i++) {
        assertUnknown(send(client), "no SOAP envelope");
        assertAccepted(send(client));
      }
    }
  }

  @Test
  void refusesWhatXmlCannotRepresentBeforeAnythingIsSent() throws IOException {
    try (RawServer server = new RawServer(answer(XML, sent(ID)));
        WinicService client = client(server, Binding.SOAP_1_1, HttpSettings.DEFAULT)) {
      for (String text : List.of("a\u0001b", "a\uD83Db", "a\uFFFEb")) {
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    client.sendMessages(
                        List.of(PhoneNumber.of("13800138000")), text, Optional.empty()))
            .withMessageContaining("msg")
            .withMessageContaining("index 1");
      }
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void isNotSentIfNobodyListens() throws IOException {
    RawServer server = new RawServer(RawServer.Connection::read);
    server.close();
    try (WinicService client = client(server, Binding.SOAP_1_2, HttpSettings.DEFAULT)) {
      assertThat(send(client)).isEqualTo(new Outcome.NotSent<>("connection refused"));
    }
  }
}
