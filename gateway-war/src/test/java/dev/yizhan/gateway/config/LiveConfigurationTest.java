package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.http.Outcome;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.vendor.VendorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change, looked at by hand. */
class LiveConfigurationTest {

  @TempDir private Path directory;

  private final HandClock clock = new HandClock();
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final List<Configuration> used = new ArrayList<>();
  private Sandbox sandbox;
  private LiveConfiguration configuration;
  private long written = 1_000_000;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start();
    line("yizhan.data", directory.toString());
    line("yizhan.store.keys", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    line("yizhan.consumer.shop.password", "secret");
    for (String name : List.of("one", "two")) {
      line("yizhan.channel." + name + ".vendor", "winic-http");
      line("yizhan.channel." + name + ".account", "winic");
      line(
          "yizhan.channel." + name + ".address",
          sandbox.address(WinicHttpSimulator.NAME).toString());
      line("yizhan.channel." + name + ".user", "demo");
      line("yizhan.channel." + name + ".password-file", directory.resolve("password").toString());
    }
    write("password", "demo");
    write();
    configuration =
        new LiveConfiguration(
            ChannelSettingsTest.config(
                Map.of("yizhan.config", directory.resolve("yizhan.properties").toString())),
            clock);
  }

  @AfterEach
  void stop() {
    configuration.close();
    sandbox.close();
  }

  private void line(String key, String value) {
    lines.put(key, value);
  }

  private void write() throws IOException {
    StringBuilder all = new StringBuilder();
    lines.forEach((key, value) -> all.append(key).append('=').append(value).append('\n'));
    write("yizhan.properties", all.toString());
  }

  /** A second later each time, since a file's time may be no finer. */
  private void write(String file, String content) throws IOException {
    Path path = Files.writeString(directory.resolve(file), content);
    written += 1000;
    Files.setLastModifiedTime(path, FileTime.fromMillis(written));
  }

  private void check() {
    configuration.check(used::add);
  }

  private static boolean answers(VendorClient vendor) {
    return vendor.balance() instanceof Outcome.Accepted<?>;
  }

  @Test
  void usesAChangeWhenItIsWholeAndKeepsWhatIsAsBefore() throws IOException {
    ConfiguredChannel one = configuration.current().channels().get(0);
    ConfiguredChannel two = configuration.current().channels().get(1);
    check();
    assertThat(used).isEmpty();
    line("yizhan.channel.two.answer-timeout", "60");
    write();
    check();
    assertThat(used).as("it may still be being written").isEmpty();
    check();
    assertThat(used).hasSize(1);
    assertThat(configuration.current().channels().get(0)).isSameAs(one);
    assertThat(configuration.current().channels().get(1)).isNotSameAs(two);
    // Calls that run may still take their time: 2 × 5 + 30 s, and a minute.
    clock.pass(Duration.ofSeconds(99));
    check();
    assertThat(answers(two.connection().client())).isTrue();
    clock.pass(Duration.ofSeconds(2));
    check();
    assertThat(answers(two.connection().client())).isFalse();
    assertThat(answers(one.connection().client())).isTrue();
    assertThat(answers(configuration.current().channels().get(1).connection().client())).isTrue();
  }

  @Test
  void keepsAConsumersProofWhereItsPasswordIsTheSame() throws IOException {
    line("yizhan.lifetime", "60");
    write();
    Configuration before = configuration.current();
    check();
    check();
    assertThat(used).hasSize(1);
    assertThat(configuration.current().admission().consumers().get(0).passwordHash())
        .isEqualTo(before.admission().consumers().get(0).passwordHash());
  }

  @Test
  void keepsTheProofOfASecondPasswordThatBecomesTheFirst() throws IOException {
    line("yizhan.consumer.shop.second-password", "next");
    write();
    check();
    check();
    ConsumerDirectory.Entry both = configuration.current().admission().consumers().get(0);
    assertThat(both.passwordHash().matches("secret")).isTrue();
    assertThat(both.second().orElseThrow().matches("next")).isTrue();
    line("yizhan.consumer.shop.password", "next");
    lines.remove("yizhan.consumer.shop.second-password");
    write();
    check();
    check();
    assertThat(configuration.current().admission().consumers().get(0).hashes())
        .isEqualTo(List.of(both.second().orElseThrow()));
  }

  @Test
  void refusesASecondPasswordThatIsNoOther() throws IOException {
    line("yizhan.consumer.shop.second-password", "secret");
    write();
    check();
    check();
    assertThat(configuration.rejected().orElseThrow())
        .contains("yizhan.consumer.shop.second-password is the same as password")
        .doesNotContain("secret");
    line(
        "yizhan.consumer.shop.second-password-hash",
        "$2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS");
    write();
    check();
    check();
    assertThat(configuration.rejected().orElseThrow())
        .contains("second-password and second-password-hash exclude each other");
  }

  @Test
  void changesASecretThatTwoShareForBoth() throws IOException {
    write("password", "demo2");
    check();
    check();
    assertThat(configuration.rejected()).isEmpty();
    assertThat(configuration.current().channels())
        .allMatch(made -> made.credentials().password().equals("demo2"));
  }

  @Test
  void keepsThePreviousOneUntilTheErrorIsFixed() throws IOException {
    Configuration before = configuration.current();
    line("yizhan.lifetime", "soon");
    write();
    check();
    check();
    assertThat(configuration.rejected().orElseThrow()).contains("yizhan.lifetime must be");
    assertThat(configuration.current()).isSameAs(before);
    assertThat(answers(before.channels().get(0).connection().client())).isTrue();
    Files.delete(directory.resolve("yizhan.properties"));
    check();
    check();
    assertThat(configuration.rejected().orElseThrow()).contains("a readable properties file");
    lines.remove("yizhan.lifetime");
    write();
    check();
    check();
    assertThat(configuration.rejected()).isEmpty();
    assertThat(used).hasSize(1);
    assertThat(configuration.current().channels()).isEqualTo(before.channels());
  }

  /** A limit that an empty variable left out, or that stands under another name, is none. */
  @Test
  void refusesLinesThatWouldSayNothing() throws IOException {
    line("yizan.recipient-daily-cap", "5");
    line("yizhan.consumer.shop.addresses", "");
    line("yizhan.channel.one.passwordS3cr3t", "");
    write();
    check();
    check();
    assertThat(configuration.rejected().orElseThrow())
        .contains("every setting begins with yizhan.")
        .contains("yizhan.consumer.shop.… has a line without a value")
        .doesNotContain("S3cr3t");
  }

  @Test
  void triesAgainWhereTheStoreIsAwayAndNotWhereItCannotBeUsed() throws IOException {
    Configuration before = configuration.current();
    line("yizhan.channel.one.answer-timeout", "60");
    write();
    check();
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(
              () ->
                  configuration.check(
                      next -> {
                        throw new StoreException("away", new IllegalStateException());
                      }));
    }
    assertThat(configuration.current()).isSameAs(before);
    check();
    assertThat(used).hasSize(1);
    line("yizhan.channel.one.answer-timeout", "90");
    write();
    check();
    configuration.check(
        next -> {
          throw new IllegalArgumentException("not a possible password");
        });
    assertThat(configuration.rejected().orElseThrow()).contains("it cannot be used");
    check();
    check();
    assertThat(used).as("the file is as it was").hasSize(1);
  }
}
