package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, and what it and the demo expose to other machines. */
class RunnableIT {

  @TempDir private Path data;

  @Test
  void sendsAndListensOnLoopbackOnly() throws IOException {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway =
            Gateway.runnable(
                data,
                List.of(
                    "yizhan.data=" + data,
                    "yizhan.channel.winic.vendor=winic-http",
                    "yizhan.channel.winic.address=" + sandbox.address(WinicHttpSimulator.NAME),
                    "yizhan.channel.winic.user=demo",
                    "yizhan.channel.winic.password=demo"))) {
      gateway.start();
      assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
      Soap.Answer sent =
          Soap.SOAP_12.call(
              gateway,
              "Send",
              "<channel>winic</channel><recipient>13800138000</recipient><text>好</text>");
      assertThat(sent.text("state")).isEqualTo("SUBMITTED");
      assertThat(gateway.get("/yizhan/health/ready").statusCode()).isEqualTo(200);
      assertThat(gateway.get("/sandbox/").statusCode()).isEqualTo(404);
      assertServersOwnEndpointsAreClosed(gateway);
      assertLoopbackOnly(gateway.port());
      assertThat(gateway.log()).noneMatch(line -> line.contains("Hazelcast Version"));
      assertThat(gateway.stop()).isIn(0, 143);
    }
  }

  @Test
  void demoListensOnLoopbackOnly() throws IOException {
    try (Gateway demo = Gateway.demo(data).start()) {
      assertThat(demo.isReady()).as(() -> String.join("\n", demo.log())).isTrue();
      assertServersOwnEndpointsAreClosed(demo);
      assertLoopbackOnly(demo.port());
      for (int vendor = 0; vendor < 5; vendor++) {
        assertLoopbackOnly(demo.vendorPort() + vendor);
      }
    }
  }

  /** The gateway's own are restricted by a setting; those of the server are not. */
  private static void assertServersOwnEndpointsAreClosed(Gateway gateway) throws IOException {
    for (String path :
        List.of("/metrics", "/health", "/health/live", "/health/ready", "/openapi")) {
      assertThat(gateway.get(path).statusCode()).as(path).isIn(403, 404);
    }
    assertThat(gateway.get("/yizhan/health/live").statusCode()).isEqualTo(200);
  }

  /** Tries the other addresses of this machine; 127.0.0.2 is one on every machine. */
  private static void assertLoopbackOnly(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    }
    InetAddress second = InetAddress.getByName("127.0.0.2");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Socket(second, port).close());
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertThatExceptionOfType(IOException.class)
              .as(address + ":" + port)
              .isThrownBy(
                  () -> {
                    try (Socket other = new Socket()) {
                      other.connect(new InetSocketAddress(address, port), 2000);
                    }
                  });
        }
      }
    }
  }

  @Test
  void listsExactlyItsLibrariesInTheBillOfMaterials() throws IOException {
    Set<String> listed = new TreeSet<>();
    try (JsonReader reader =
        Json.createReader(Files.newInputStream(Path.of(System.getProperty("it.bom"))))) {
      for (JsonObject each :
          reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class)) {
        listed.add(each.getString("name") + "-" + each.getString("version") + ".jar");
      }
    }
    Set<String> libraries = new TreeSet<>();
    try (ZipFile war = new ZipFile(System.getProperty("it.gateway"))) {
      for (ZipEntry entry : Collections.list(war.entries())) {
        if (entry.getName().matches("WEB-INF/lib/.+\\.jar")) {
          libraries.add(entry.getName().substring("WEB-INF/lib/".length()));
        }
      }
    }
    assertThat(libraries).hasSizeGreaterThan(30).isEqualTo(listed);
  }

  @Test
  void containsNoSimulatorAndNoConfiguration() throws IOException {
    List<String> entries = new ArrayList<>();
    try (ZipFile jar = new ZipFile(System.getProperty("it.runnable"))) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        entries.add(entry.getName());
        if (entry.getName().endsWith(".war")) {
          byte[] war = jar.getInputStream(entry).readAllBytes();
          try (ZipInputStream inside = new ZipInputStream(new ByteArrayInputStream(war))) {
            for (ZipEntry each = inside.getNextEntry();
                each != null;
                each = inside.getNextEntry()) {
              entries.add(each.getName());
            }
          }
        }
      }
    }
    assertThat(entries)
        .anyMatch(name -> name.endsWith("gateway/boot/Boot.class"))
        .noneMatch(name -> name.contains("yizhan-sandbox") || name.contains("yizhan/sandbox"))
        .noneMatch(name -> name.endsWith("demo.properties") || name.endsWith("yizhan.properties"));
  }
}
