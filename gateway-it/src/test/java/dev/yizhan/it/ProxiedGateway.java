package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The packaged WAR as an operator sets it up, with three channels of one account. The test plays
 * the proxy in front of it, which ends TLS.
 */
record ProxiedGateway(Sandbox sandbox, Gateway gateway) implements AutoCloseable {

  static final String LIST_CHANNELS = "<ListChannels xmlns=\"urn:yizhan:sms:1\"/>";
  static final String HTTPS = "X-Forwarded-Proto: https\r\n";
  static final List<String> CHANNELS = List.of("winic", "second", "asmx");

  static ProxiedGateway start(Path data, List<String> settings) {
    Sandbox sandbox = Sandbox.start();
    List<String> all = new ArrayList<>();
    for (String channel : CHANNELS) {
      String prefix = "yizhan.channel." + channel + ".";
      boolean isAsmx = channel.equals("asmx");
      all.add(prefix + "vendor=" + (isAsmx ? "winic-asmx" : "winic-http"));
      all.add(prefix + "account=winic");
      all.add(
          prefix
              + "address="
              + sandbox.address(isAsmx ? WinicAsmxSimulator.NAME : WinicHttpSimulator.NAME));
      all.add(prefix + "user=demo");
      all.add(prefix + "password=demo");
    }
    all.addAll(
        List.of(
            "yizhan.plain-http=refused",
            "yizhan.proxies=127.0.0.1, ::1",
            "yizhan.data=" + data,
            "yizhan.route=winic, second"));
    all.addAll(settings);
    Gateway gateway = Gateway.war(data, all).start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
    return new ProxiedGateway(sandbox, gateway);
  }

  static byte[] request(String credentials, String headers, byte[] body) {
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

  static String send(String recipient, String elements) {
    return "<Send xmlns=\"urn:yizhan:sms:1\">"
        + "%s<recipient>%s</recipient><text>测试【驿站】</text></Send>".formatted(elements, recipient);
  }

  static void assertFault(Wire.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .startsWith("<?xml")
        .contains("<code>" + code + "</code>")
        .doesNotContain("Exception", "\tat ", "<html");
  }

  int port() {
    return gateway.port();
  }

  Wire.Answer exchange(byte[] request) {
    return Wire.exchange(port(), request);
  }

  Wire.Answer call(String credentials, String headers, String operation) {
    return exchange(
        request(
            credentials,
            headers,
            Soap.SOAP_11.envelope(operation).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    gateway.close();
    sandbox.close();
  }
}
