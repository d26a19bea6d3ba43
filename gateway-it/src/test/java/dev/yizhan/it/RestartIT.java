package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, ends and crashes. */
class RestartIT {

  private static final String SLOW =
      "<requestId>slow</requestId><channel>winic-http</channel><recipient>13800138000</recipient>"
          + "<text>慢</text><waitSeconds>0</waitSeconds>";

  @TempDir private Path data;

  @Test
  void findsItsDataAgainAndDoesNotSendAgainWhatACrashInterrupted() {
    try (Gateway gateway = new Gateway(data)) {
      gateway.start();
      Soap.Answer sent =
          Soap.SOAP_11.call(
              gateway,
              "Send",
              "<requestId>sent</requestId><channel>winic-http</channel>"
                  + "<recipient>13800138000</recipient><text>快</text>");
      assertThat(sent.text("state")).isEqualTo("SUBMITTED");
      gateway.fault("winic-http", "\"fault\": \"slow\", \"millis\": 600000");
      Soap.Answer interrupted = Soap.SOAP_11.call(gateway, "Send", SLOW);
      assertThat(interrupted.text("state")).isEqualTo("SUBMITTING");
      gateway.kill();

      gateway.start();
      assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
      assertThat(Soap.SOAP_11.call(gateway, "GetSubmission", "<requestId>sent</requestId>").body())
          .isEqualTo(sent.body().replace("SendResponse", "GetSubmissionResponse"));
      Soap.Answer unknown = Soap.SOAP_11.call(gateway, "Send", SLOW);
      assertThat(unknown.text("id")).isEqualTo(interrupted.text("id"));
      assertThat(unknown.text("state")).isEqualTo("UNKNOWN");
      assertThat(unknown.all("call", "meaning").get(0)).contains("ended");
      // The pretend phones forgot everything with the crash: nothing was sent again.
      assertThat(gateway.messages()).isEmpty();

      gateway.stop();
      assertThat(gateway.log()).anyMatch(line -> line.contains("ready in"));
    }
  }

  @Test
  void saysWhichPortIsTaken() throws IOException {
    try (Gateway gateway = new Gateway(data);
        ServerSocket taken =
            new ServerSocket(gateway.port(), 1, InetAddress.getLoopbackAddress())) {
      gateway.start();
      assertThat(gateway.awaitEnd()).isEqualTo(1);
      assertThat(gateway.log())
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort() + " is taken");
    }
  }
}
