package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.VendorSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A vendor in a separate jar: in a directory, in the WAR, and after a change of configuration. */
class VendorJarIT {

  private static final Path JAR = Path.of(System.getProperty("it.vendor-foo"));

  @TempDir private Path data;
  private URLClassLoader loader;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    loader =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, VendorJarIT.class.getClassLoader());
    VendorSimulator foo =
        ServiceLoader.load(VendorSimulator.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .filter(simulator -> simulator.name().equals("foo"))
            .findFirst()
            .orElseThrow();
    sandbox = Sandbox.start(0, foo);
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    loader.close();
  }

  private List<String> settings(String... added) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "yizhan.data=" + data,
                "yizhan.channel.one.vendor=foo",
                "yizhan.channel.one.address=" + sandbox.address("foo"),
                "yizhan.channel.one.user=demo",
                "yizhan.channel.one.password=demo",
                "yizhan.channel.one.product=otp"));
    settings.addAll(List.of(added));
    return settings;
  }

  private static void assertSends(Gateway gateway, String channel) {
    Soap.Answer sent =
        Soap.SOAP_11.call(
            gateway,
            "Send",
            "<channel>" + channel + "</channel><recipient>13800138000</recipient><text>你好</text>");
    assertThat(sent.text("state")).isEqualTo("SUBMITTED");
  }

  private void assertStartsSendsAndReloads(Gateway gateway, List<String> settings)
      throws IOException {
    gateway.start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
    assertSends(gateway, "one");
    assertThat(sandbox.requests("foo").get(0).form()).contains("&product=otp&");
    assertThat(Soap.SOAP_12.call(gateway, "ListChannels", "").text("vendor")).isEqualTo("foo");
    assertThat(Soap.SOAP_12.call(gateway, "GetBalance", "<channel>one</channel>").text("unit"))
        .isEqualTo("MESSAGES");

    List<String> changed = new ArrayList<>(settings);
    for (String setting : settings) {
      if (setting.startsWith("yizhan.channel.one.")) {
        changed.add(setting.replace("channel.one.", "channel.two."));
      }
    }
    changed.replaceAll(line -> line.replace("two.product=otp", "two.product=ads"));
    changed.add("yizhan.channel.one.account=foo");
    changed.add("yizhan.channel.two.account=foo");
    gateway.configure(changed);
    Await.until(
        "the second channel",
        () -> Soap.SOAP_12.call(gateway, "ListChannels", "").all("vendor").size() == 2);
    assertSends(gateway, "two");
    assertThat(sandbox.requests("foo").get(0).form()).contains("&product=ads&");
    assertThat(sandbox.messages()).hasSize(2);
  }

  @Test
  void worksFromADirectory() throws IOException {
    Path jars = Files.createDirectory(data.resolve("vendors"));
    Files.copy(JAR, jars.resolve("foo.jar"));
    List<String> settings = settings("yizhan.vendors.directory=" + jars);
    try (Gateway gateway = Gateway.war(data, settings)) {
      assertStartsSendsAndReloads(gateway, settings);
    }
  }

  @Test
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "the runnable jar has its own server")
  void worksFromADirectoryWithTheRunnableJar() throws IOException {
    Path jars = Files.createDirectory(data.resolve("vendors"));
    Files.copy(JAR, jars.resolve("foo.jar"));
    List<String> settings = settings("yizhan.vendors.directory=" + jars);
    try (Gateway gateway = Gateway.runnable(data, settings)) {
      assertStartsSendsAndReloads(gateway, settings);
    }
  }

  @Test
  void worksInsideTheWar() throws IOException {
    Path war = data.resolve("yizhan.war");
    copyWithFoo(Path.of(System.getProperty("it.gateway")), war);
    List<String> settings = settings();
    try (Gateway gateway = Gateway.war(data, settings).withWar(war)) {
      assertStartsSendsAndReloads(gateway, settings);
    }
  }

  private static void copyWithFoo(Path war, Path to) throws IOException {
    try (ZipFile from = new ZipFile(war.toFile());
        OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(out);
      }
      out.putNextEntry(new ZipEntry("WEB-INF/lib/foo.jar"));
      Files.copy(JAR, out);
    }
  }

  @Test
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "ConfigurationIT has another unknown vendor on each server")
  void refusesToStartWithAnUnknownVendor() {
    try (Gateway gateway = Gateway.war(data, settings())) {
      gateway.start();
      assertThat(gateway.isReady()).isFalse();
      assertThat(gateway.log())
          .anyMatch(
              line ->
                  line.contains(
                      "yizhan.channel.one.vendor must be changlong, linkws, linkws-domestic,"));
    }
  }
}
