package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who comes in, from where, and what is refused at the door: the packaged WAR as an operator sets
 * it up, behind a proxy that ends TLS and is played by this test.
 */
class DoorIT {

  private static final String LIST = "<ListChannels xmlns=\"urn:yizhan:sms:1\"/>";
  private static final String HTTPS = "X-Forwarded-Proto: https\r\n";
  private static final String FROM = "X-Forwarded-For: %s\r\n";

  // Of the password "秘密 secret", by another language's PBKDF2.
  private static final String HASH =
      "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$f3KrtvKp8aqCBhXyiV2IVxp6acNSVyNJfLVGwYg5pyc=";

  // Of the same password, by htpasswd -nbB -C 10.
  private static final String BCRYPT_HASH =
      "$2y$10$nux3QaYTn/V126SYhKKAsutEzO1EVux1SxYA4c.n2wxmo9EVZjmqO";

  private static final int SILENT = 64;

  @TempDir static Path data;

  private static Sandbox sandbox;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start();
    Path black = Files.writeString(data.resolve("black.txt"), "# opted out\n13811111111\n170*\n");
    List<String> settings = new ArrayList<>();
    for (String channel : List.of("winic", "second")) {
      settings.add("yizhan.channel." + channel + ".vendor=winic-http");
      settings.add("yizhan.channel." + channel + ".account=winic");
      settings.add(
          "yizhan.channel." + channel + ".address=" + sandbox.address(WinicHttpSimulator.NAME));
      settings.add("yizhan.channel." + channel + ".user=demo");
      settings.add("yizhan.channel." + channel + ".password=demo");
    }
    settings.addAll(
        List.of(
            "yizhan.channel.asmx.vendor=winic-asmx",
            "yizhan.channel.asmx.account=winic",
            "yizhan.channel.asmx.address=" + sandbox.address(WinicAsmxSimulator.NAME),
            "yizhan.channel.asmx.user=demo",
            "yizhan.channel.asmx.password=demo",
            "yizhan.plain-http=refused",
            "yizhan.proxies=127.0.0.1, ::1",
            "yizhan.slowest-request=2",
            "yizhan.data=" + data,
            "yizhan.route=winic, second",
            "yizhan.channel.winic.blacklist-file=" + black,
            "yizhan.consumer.hashed.password-hash=" + HASH,
            "yizhan.consumer.bcrypt.password-hash=" + BCRYPT_HASH,
            "yizhan.consumer.office.password=office",
            "yizhan.consumer.office.addresses=10.1.0.0/16, 2001:db8::/32",
            "yizhan.consumer.reader.password=reader",
            "yizhan.consumer.reader.operations=ListChannels, GetSubmission",
            "yizhan.consumer.second.password=second",
            "yizhan.consumer.second.channels=second",
            "yizhan.consumer.slow.password=slow",
            "yizhan.consumer.slow.rate=2",
            "yizhan.consumer.small.password=small",
            "yizhan.consumer.small.daily-quota=3"));
    gateway = Gateway.alone(data, settings).start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    sandbox.close();
  }

  /** It answers as before, whatever came. */
  @AfterEach
  void stillAnswers() {
    assertThat(call("demo:demo", HTTPS, LIST).status()).isEqualTo(200);
  }

  private static byte[] request(String credentials, String headers, byte[] body) {
    String head =
        "POST /yizhan/sms HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + "Content-Type: text/xml; charset=utf-8\r\n"
            + headers
            + (credentials.isEmpty()
                ? ""
                : "Authorization: Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                    + "\r\n")
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static Wire.Answer call(String credentials, String headers, String operation) {
    return Wire.exchange(
        gateway.port(),
        request(
            credentials,
            headers,
            Soap.SOAP_11.envelope(operation).getBytes(StandardCharsets.UTF_8)));
  }

  private static String send(String recipient, String more) {
    return "<Send xmlns=\"urn:yizhan:sms:1\">"
        + "%s<recipient>%s</recipient><text>测试【驿站】</text></Send>".formatted(more, recipient);
  }

  private static void assertFault(Wire.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .startsWith("<?xml")
        .contains("<code>" + code + "</code>")
        .doesNotContain("Exception", "\tat ", "<html");
  }

  @Test
  void takesPasswordsByHttpsOnly() {
    assertFault(call("demo:demo", "", LIST), 500, "NOT_ENCRYPTED");
    assertFault(call("", "", LIST), 500, "NOT_ENCRYPTED");
    assertFault(call("demo:demo", "X-Forwarded-Proto: http\r\n", LIST), 500, "NOT_ENCRYPTED");
    // What a client wrote itself stands before what the proxy wrote.
    assertFault(
        call("demo:demo", "X-Forwarded-Proto: https, http\r\n", LIST), 500, "NOT_ENCRYPTED");
    assertThat(call("demo:demo", HTTPS, LIST).status()).isEqualTo(200);
  }

  @Test
  void tellsTheAddressByWhichItIsReached() {
    Wire.Answer wsdl =
        Wire.exchange(
            gateway.port(),
            ("GET /yizhan/sms?wsdl HTTP/1.0\r\n" + HTTPS + "X-Forwarded-Host: sms.example\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(wsdl.body()).contains("location=\"https://sms.example/yizhan/sms\"");
  }

  @Test
  void knowsAHashedPassword() {
    assertThat(call("hashed:秘密 secret", HTTPS, LIST).status()).isEqualTo(200);
    assertFault(call("hashed:secret", HTTPS, LIST), 401, "NOT_AUTHENTICATED");
    assertFault(call("hashed:" + HASH, HTTPS, LIST), 401, "NOT_AUTHENTICATED");
    assertThat(call("bcrypt:秘密 secret", HTTPS, LIST).status()).isEqualTo(200);
    assertFault(call("bcrypt:secret", HTTPS, LIST), 401, "NOT_AUTHENTICATED");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 200",
    "2001:db8::7, 200",
    "10.2.0.1, 401",
    "'10.1.2.3, 10.2.0.1', 401",
    "'10.2.0.1, 10.1.2.3', 200",
    "'10.1.2.3, 127.0.0.1', 200",
    "'10.1.2.3:4711', 200",
    "nonsense, 401",
    "'', 401"
  })
  void knowsFromWhereAConsumerMayCall(String forwardedFor, int status) {
    assertThat(call("office:office", HTTPS + FROM.formatted(forwardedFor), LIST).status())
        .isEqualTo(status);
  }

  @Test
  void keepsConsumersToTheirOperations() {
    assertThat(call("reader:reader", HTTPS, LIST).status()).isEqualTo(200);
    assertFault(call("reader:reader", HTTPS, send("13900139000", "")), 500, "NOT_ALLOWED");
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void keepsConsumersToTheirChannels() {
    assertThat(call("second:second", HTTPS, LIST).body())
        .contains("<name>second</name>")
        .doesNotContain("<name>winic</name>");
    String named = "<channel>winic</channel>";
    assertFault(call("second:second", HTTPS, send("13900139000", named)), 500, "NOT_ALLOWED");
    assertFault(
        call(
            "second:second",
            HTTPS,
            "<GetBalance xmlns=\"urn:yizhan:sms:1\">" + named + "</GetBalance>"),
        500,
        "NOT_ALLOWED");
    // The route of all, as far as it may use it.
    assertThat(call("second:second", HTTPS, send("13900139000", "")).body())
        .contains("<channel>second</channel>");
    sandbox.forgetMessages();
  }

  @Test
  void goesRoundABlackList() {
    assertThat(call("demo:demo", HTTPS, send("13811111111,13900139000,17012345678", "")).body())
        .contains("<channel>winic</channel>", "<channel>second</channel>")
        .doesNotContain("REJECTED");
    assertThat(sandbox.messages()).hasSize(3);
    sandbox.forgetMessages();
    Wire.Answer blocked =
        call("demo:demo", HTTPS, send("13900139000,13811111111", "<channel>winic</channel>"));
    assertFault(blocked, 500, "RECIPIENT_BLOCKED");
    assertThat(blocked.body()).contains("138****1111").doesNotContain("13811111111");
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void slowsDownWhoGuesses() {
    String from = HTTPS + FROM.formatted("10.9.9.9");
    for (int i = 0; i < 3; i++) {
      assertThat(call("slow:guess" + i, from, LIST).body()).contains("do not match");
    }
    assertThat(call("slow:guess", from, LIST).body()).contains("too many wrong passwords");
    // Neither is another name slowed down from there, nor that one from elsewhere.
    assertThat(call("slow:guess", HTTPS + FROM.formatted("10.9.9.8"), LIST).body())
        .contains("do not match");
    assertThat(call("small:guess", from, LIST).body()).contains("do not match");
  }

  @Test
  void refusesMoreCallsThanAConsumerMayMake() {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(call("slow:slow", HTTPS, LIST).body());
    }
    assertThat(answers.get(0)).contains("ListChannelsResponse");
    assertThat(answers).anyMatch(body -> body.contains("<code>RATE_EXCEEDED</code>"));
    assertThat(answers)
        .filteredOn(body -> body.contains("RATE_EXCEEDED"))
        .allMatch(body -> body.contains("<retryable>true</retryable>"));
  }

  @Test
  void refusesMoreRecipientsThanAConsumerMayHave() {
    String two = "13900139000,13900139001";
    assertThat(call("small:small", HTTPS, send(two, "<requestId>a</requestId>")).status())
        .isEqualTo(200);
    // The same again is no more.
    assertThat(call("small:small", HTTPS, send(two, "<requestId>a</requestId>")).status())
        .isEqualTo(200);
    assertFault(call("small:small", HTTPS, send(two, "")), 500, "QUOTA_EXCEEDED");
    assertThat(call("small:small", HTTPS, send("13900139000", "")).status()).isEqualTo(200);
    assertFault(call("small:small", HTTPS, send("13900139000", "")), 500, "QUOTA_EXCEEDED");
    assertThat(sandbox.messages()).hasSize(3);
    sandbox.forgetMessages();
  }

  /** Documents that want to be more than they are. */
  enum Hostile {
    ENTITIES("NOT_WELL_FORMED") {
      @Override
      String body() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 30; i++) {
          dtd.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
        }
        return dtd + "]>" + Soap.SOAP_11.envelope(send("&e29;", ""));
      }
    },
    EXTERNAL_ENTITY("NOT_WELL_FORMED") {
      @Override
      String body() {
        return "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + Soap.SOAP_11.envelope(send("&e;", ""));
      }
    },
    EXTERNAL_DTD("NOT_WELL_FORMED") {
      @Override
      String body() {
        return "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">"
            + Soap.SOAP_11.envelope(send("13900139000", ""));
      }
    },
    DEEP("NOT_WELL_FORMED") {
      @Override
      String body() {
        return Soap.SOAP_11.envelope(
            send("13900139000", "<a>".repeat(50_000) + "</a>".repeat(50_000)));
      }
    },
    DEEP_IN_THE_HEADER("NOT_WELL_FORMED") {
      @Override
      String body() {
        return Soap.SOAP_11
            .envelope(send("13900139000", ""))
            .replace(
                "<soap:Body>",
                "<soap:Header>"
                    + "<a>".repeat(50_000)
                    + "</a>".repeat(50_000)
                    + "</soap:Header><soap:Body>");
      }
    },
    MANY_ATTRIBUTES("NOT_WELL_FORMED") {
      @Override
      String body() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
          attributes.append(" a").append(i).append("=\"\"");
        }
        return Soap.SOAP_11.envelope(send("13900139000", "<a" + attributes + "/>"));
      }
    },
    HUGE_ATTRIBUTE("NOT_WELL_FORMED") {
      @Override
      String body() {
        return Soap.SOAP_11.envelope(send("13900139000", "<a a=\"" + "x".repeat(900_000) + "\"/>"));
      }
    },
    MANY_ELEMENTS("NOT_WELL_FORMED") {
      @Override
      String body() {
        return Soap.SOAP_11.envelope(send("13900139000", "<a/>".repeat(250_000)));
      }
    },
    TWICE_THE_SAME_ID("INVALID_REQUEST") {
      @Override
      String body() {
        return referring("<m id=\"a\">x</m><m id=\"a\">y</m>");
      }
    },
    A_CIRCLE("INVALID_REQUEST") {
      @Override
      String body() {
        return referring("<m id=\"a\" href=\"#b\"/><m id=\"b\" href=\"#a\"/>");
      }
    },
    REFERENCES_THAT_MULTIPLY("INVALID_REQUEST") {
      @Override
      String body() {
        StringBuilder bombs = new StringBuilder();
        for (int i = 0; i < 9; i++) {
          bombs
              .append("<m id=\"a%d\">".formatted(i))
              .append("<item href=\"#a%d\"/>".formatted(i + 1).repeat(20))
              .append("</m>");
        }
        return Soap.SOAP_11.envelope(
            "<Send xmlns=\"urn:yizhan:sms:1\"><recipient href=\"#a0\"/><text>x</text></Send>"
                + bombs
                + "<m id=\"a9\">13900139000</m>");
      }
    },
    A_LIST_OF_ONE_REFERENCE("INVALID_REQUEST") {
      @Override
      String body() {
        return Soap.SOAP_11.envelope(
            "<SendIndividual xmlns=\"urn:yizhan:sms:1\">"
                + "<message href=\"#a\"/>".repeat(40_000)
                + "</SendIndividual><m id=\"a\"><recipient>13900139000</recipient><text href=\"#t\"/>"
                + "</m><m id=\"t\">"
                + "x".repeat(40_000)
                + "</m>");
      }
    },
    ABSENT_ELEMENTS_BY_REFERENCE("INVALID_REQUEST") {
      @Override
      String body() {
        return Soap.SOAP_11.envelope(
            "<SendIndividual xmlns=\"urn:yizhan:sms:1\">"
                + "<message href=\"#a\"/>".repeat(16_600)
                + "</SendIndividual><m id=\"a\"><recipient>13900139000</recipient><text>x</text>"
                + "<reference/>".repeat(50_000)
                + "</m>");
      }
    },
    A_TIME_WITH_COMMENTS_IN_IT("INVALID_REQUEST") {
      @Override
      String body() {
        return Soap.SOAP_11.envelope(
            "<Send xmlns=\"urn:yizhan:sms:1\"><recipient>13900139000</recipient><text>x</text>"
                + "<sendAt>2030-01-01T00:00:00."
                + ("1".repeat(60) + "<!---->").repeat(14_000)
                + "Z</sendAt></Send>");
      }
    },
    TOO_LONG("REQUEST_TOO_LARGE") {
      @Override
      String body() {
        return Soap.SOAP_11.envelope("<!--" + "x".repeat(2 << 20) + "-->");
      }
    };

    private final String code;

    Hostile(String code) {
      this.code = code;
    }

    abstract String body();

    private static String referring(String more) {
      return Soap.SOAP_11.envelope(
          "<Send xmlns=\"urn:yizhan:sms:1\"><recipient>13900139000</recipient><text href=\"#a\"/>"
              + "</Send>"
              + more);
    }
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void refusesWhatWantsToBeMoreThanItIs(Hostile hostile) {
    Wire.Answer answer =
        Wire.exchange(
            gateway.port(),
            request("demo:demo", HTTPS, hostile.body().getBytes(StandardCharsets.UTF_8)));
    assertFault(answer, hostile == Hostile.TOO_LONG ? 413 : 500, hostile.code);
    assertThat(answer.body()).hasSizeLessThan(3000).doesNotContain("root:");
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void refusesWhatUnpacksToTooMuch() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] blanks = new byte[1 << 20];
      java.util.Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 512; i++) {
        gzip.write(blanks);
      }
    }
    byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), 500_000);
    assertFault(
        Wire.exchange(
            gateway.port(),
            request("demo:demo", HTTPS + "Content-Encoding: gzip\r\n", packed.toByteArray())),
        413,
        "REQUEST_TOO_LARGE");
    assertFault(
        Wire.exchange(
            gateway.port(), request("demo:demo", HTTPS + "Content-Encoding: gzip\r\n", half)),
        413,
        "REQUEST_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo:demo", ""})
  void endsWithWhoWritesTooSlowly(String credentials) throws IOException {
    byte[] whole =
        request(
            credentials,
            HTTPS,
            Soap.SOAP_11.envelope(LIST + " ".repeat(4000)).getBytes(StandardCharsets.UTF_8));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(100);
      OutputStream out = socket.getOutputStream();
      int start = whole.length - 3000;
      out.write(whole, 0, start);
      // A byte now and then, as long as it is listened to.
      for (int i = start; i < whole.length; i++) {
        try {
          out.write(whole[i]);
          assertFault(Wire.answer(socket.getInputStream()), 500, "REQUEST_TOO_SLOW");
          return;
        } catch (java.net.SocketTimeoutException e) {
          // No answer yet.
        } catch (SocketException e) {
          return;
        }
      }
      throw new AssertionError("It was listened to until the end");
    }
  }

  /** Who has not said who it is, and keeps silent, is one of few. */
  @Test
  void answersOthersWhileManyKeepSilent() throws IOException {
    byte[] whole = request("", HTTPS, Soap.SOAP_11.envelope(LIST).getBytes(StandardCharsets.UTF_8));
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < SILENT; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(1000);
        socket.getOutputStream().write(whole, 0, whole.length - 10);
        silent.add(socket);
      }
      assertThat(call("demo:demo", HTTPS, LIST).status()).isEqualTo(200);
      int waiting = 0;
      for (Socket socket : silent) {
        try {
          assertFault(Wire.answer(socket.getInputStream()), 500, "BUSY");
        } catch (java.net.SocketTimeoutException e) {
          waiting++;
        }
      }
      assertThat(waiting).isBetween(1, 8);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/yizhan/sms?wsdl",
        "/yizhan/sms",
        "/yizhan/admin",
        "/yizhan/nowhere",
        "/yizhan/WEB-INF/web.xml",
        "/yizhan/health/live",
        "/yizhan/metrics",
        "/yizhan/push/x"
      })
  void doesNotSayWhichServerItIsOn(String path) {
    for (String method : List.of("GET", "POST", "PUT", "OPTIONS")) {
      Wire.Answer answer =
          Wire.exchange(
              gateway.port(),
              (method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                      + "Content-Length: 0\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(answer.head() + answer.body())
          .as(method)
          .doesNotContainIgnoringCase("payara", "wildfly", "undertow", "x-powered-by", "server:");
    }
  }

  private static Wire.Answer changed(String password) {
    byte[] body =
        Soap.SOAP_12
            .envelope(
                "<ChangePassword xmlns=\"urn:yizhan:sms:1\"><account>winic</account><newPassword>"
                    + password
                    + "</newPassword></ChangePassword>")
            .getBytes(StandardCharsets.UTF_8);
    return Wire.exchange(
        gateway.port(),
        new String(request("admin:admin", HTTPS, body), StandardCharsets.UTF_8)
            .replace("/yizhan/sms", "/yizhan/admin")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void fault(Fault.Kind kind) {
    sandbox.set(
        WinicAsmxSimulator.NAME,
        new Fault(kind, 1, 100, Duration.ZERO, "", Fault.IN_THE_MIDDLE, Fault.Requests.SENDS));
  }

  private static void assertAllChannelsWork() {
    for (String channel : List.of("winic", "second", "asmx")) {
      assertThat(
              call("demo:demo", HTTPS, send("13900139000", "<channel>" + channel + "</channel>"))
                  .body())
          .contains("<state>SUBMITTED</state>");
    }
    sandbox.forgetMessages();
  }

  @Test
  void changesThePasswordOfAnAccountOnAllItsChannels() {
    assertThat(changed("second").status()).isEqualTo(200);
    assertAllChannelsWork();
    // The vendor has it, and its answer is lost: both are tried.
    fault(Fault.Kind.ACCEPT_THEN_DROP);
    assertThat(changed("third").status()).isEqualTo(200);
    assertAllChannelsWork();
    // Nobody is there.
    sandbox.set(WinicAsmxSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    assertFault(changed("fourth"), 500, "VENDOR_UNAVAILABLE");
    sandbox.clear(WinicAsmxSimulator.NAME);
    assertAllChannelsWork();
    // The vendor never had it, but nobody can know that yet.
    fault(Fault.Kind.DROP_BEFORE_READING);
    assertFault(changed("fifth"), 500, "VENDOR_IN_DOUBT");
    assertFault(changed("sixth"), 500, "VENDOR_IN_DOUBT");
    assertAllChannelsWork();
  }

  @Test
  void writesNoPasswordAndNoNumberIntoItsLog() {
    Wire.Answer unused = call("demo:hunter2", HTTPS, LIST);
    assertThat(call("office:office", HTTPS + FROM.formatted("10.200.0.1"), LIST).status())
        .isEqualTo(401);
    assertThat(gateway.log())
        .noneMatch(line -> line.contains("hunter2") || line.contains("13811111111"))
        .anyMatch(line -> line.contains("office") && line.contains("10.200.0.1"));
    assertThat(unused.header("www-authenticate").toLowerCase(Locale.ROOT)).startsWith("basic");
  }
}
