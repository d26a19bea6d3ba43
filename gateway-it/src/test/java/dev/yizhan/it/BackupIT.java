package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the runnable jar that operators use for backups. */
class BackupIT {

  @TempDir private Path directory;

  private Gateway gateway(Sandbox sandbox) throws IOException {
    return Gateway.runnable(
        Files.createDirectories(directory.resolve("gateway")),
        List.of(
            "yizhan.data=" + directory.resolve("data"),
            "yizhan.channel.winic.vendor=winic-http",
            "yizhan.channel.winic.address=" + sandbox.address(WinicHttpSimulator.NAME),
            "yizhan.channel.winic.user=demo",
            "yizhan.channel.winic.password=demo"));
  }

  private static Soap.Answer send(Gateway gateway, String requestId) {
    return Soap.SOAP_12.call(
        gateway,
        "Send",
        "<requestId>"
            + requestId
            + "</requestId><channel>winic</channel><recipient>13800138000</recipient>"
            + "<text>好</text>");
  }

  /** Loses everything after the backup, as with a broken disk. */
  @Test
  void restoresABackupOfARunningGateway() throws IOException {
    String backup = directory.resolve("store.backup").toString();
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = gateway(sandbox)) {
      gateway.start();
      String kept = send(gateway, "kept").text("id");
      Gateway.CommandResult made = gateway.run("backup", "--to", backup);
      assertThat(made.status()).as(made.output()).isZero();
      assertThat(made.output()).contains("is complete", "1 submissions", "No error was found");
      assertThat(send(gateway, "lost").text("state")).isEqualTo("SUBMITTED");
      gateway.kill();

      Gateway.CommandResult refused = gateway.run("restore", "--from", backup);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.output()).contains("has a store: gateway.db", "Nothing was changed");
      try (var files = Files.newDirectoryStream(directory.resolve("data"), "gateway.db*")) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Gateway.CommandResult verified = gateway.run("verify", "--from", backup);
      assertThat(verified.status()).as(verified.output()).isZero();
      Gateway.CommandResult restored =
          gateway.run("restore", "--from", backup, "--refuse-repeats-for", "PT1H");
      assertThat(restored.status()).as(restored.output()).isZero();
      assertThat(restored.output())
          .contains("was restored to the embedded store in " + directory.resolve("data"))
          .contains("0 submissions have recipients that waited then");

      gateway.start();
      assertThat(gateway.isReady()).isTrue();
      assertThat(send(gateway, "kept").text("id")).isEqualTo(kept);
      Soap.Answer doubted = send(gateway, "lost");
      assertThat(doubted.text("code")).isEqualTo("STORE_IN_DOUBT");
      assertThat(doubted.body()).contains("restored from a backup");
      assertThat(sandbox.messages()).hasSize(2);
    }
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = gateway(sandbox)) {
      gateway.configure(List.of("yizhan.data=" + directory.resolve("nowhere")));
      Gateway.CommandResult made =
          gateway.run("backup", "--to", directory.resolve("store.backup").toString());
      assertThat(made.status()).isEqualTo(1);
      assertThat(made.output())
          .contains("There is no store in " + directory.resolve("nowhere"))
          .doesNotContain("at dev.yizhan");
      Gateway.CommandResult unclear =
          gateway.run("restore", "--from", "x", "--refuse-repeats-for", "soon");
      assertThat(unclear.status()).isEqualTo(2);
      assertThat(unclear.output()).contains("must be a duration such as PT15M, not soon");
      Gateway.CommandResult missing = gateway.run("verify", "--from", "x");
      assertThat(missing.status()).isEqualTo(1);
      assertThat(missing.output()).contains("The backup x cannot be read");
    }
  }
}
