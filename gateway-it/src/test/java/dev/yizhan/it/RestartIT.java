package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts of the demo, after a stop and after a crash. */
class RestartIT {

  private static final String SLOW =
      "<requestId>slow</requestId><channel>winic-http</channel><recipient>13800138000</recipient>"
          + "<text>慢</text><waitSeconds>0</waitSeconds>";

  @TempDir private Path data;

  @Test
  void keepsItsDataAndDoesNotRepeatAnInterruptedCall() {
    try (Gateway gateway = Gateway.demo(data)) {
      gateway.start();
      Soap.Answer sent =
          Soap.SOAP_11.call(
              gateway,
              "Send",
              "<requestId>sent</requestId><channel>winic-http</channel>"
                  + "<recipient>13800138000</recipient><text>快</text>");
      assertThat(sent.text("state")).isEqualTo("SUBMITTED");
      gateway.sandbox().fault("winic-http", "\"fault\": \"slow\", \"millis\": 600000");
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
      // The simulated phones start empty after the crash, so this shows that nothing was sent
      // again.
      assertThat(gateway.sandbox().messages()).isEmpty();

      gateway.stop();
      assertThat(gateway.log()).anyMatch(line -> line.contains("ready in"));
    }
  }

  @Test
  void reportsAPortThatIsTaken() throws IOException {
    try (Gateway gateway = Gateway.demo(data);
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
