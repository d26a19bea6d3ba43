package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The gateway on a server that runs on a newer JDK than the tests. */
@EnabledIfSystemProperty(
    named = "it.java25",
    matches = ".+",
    disabledReason = "mvn -Djava25=… names no JDK 25")
class NewerJdkIT {

  @TempDir private Path data;

  @Test
  void sendsOnAJdk25() {
    System.setProperty("it.java", System.getProperty("it.java25"));
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway =
            Gateway.withWinic(data, sandbox.address(WinicHttpSimulator.NAME)).start()) {
      assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
      assertThat(gateway.get("/yizhan/metrics").body())
          .containsPattern("jvm_info\\{[^}]*version=\"25");
      for (Soap soap : Soap.values()) {
        Soap.Answer sent =
            soap.call(
                gateway,
                "Send",
                "<channel>winic</channel><recipient>13800138000</recipient><text>新</text>");
        assertThat(sent.text("state")).isEqualTo("SUBMITTED");
      }
      assertThat(sandbox.messages()).hasSize(2);
    } finally {
      System.clearProperty("it.java");
    }
  }
}
