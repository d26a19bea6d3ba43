package dev.yizhan.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Starts Payara Micro with one WAR. */
final class MicroServer {

  private static final String LISTENER =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n";
  private static final String ENDPOINTS =
      "<endpoints xmlns=\"http://java.sun.com/xml/ns/jax-ws/ri/runtime\" version=\"2.0\">"
          + "<endpoint name=\"%s\" implementation=\"%s\" url-pattern=\"/%s\"/></endpoints>";

  private MicroServer() {}

  /** The gateway with one channel and additional settings. */
  static MeasuredServer gateway(Path directory, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
    return gateway(directory, MeasuredServer.FIXED_HEAP, vendor, settings);
  }

  static MeasuredServer gateway(
      Path directory, List<String> jvm, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(
        directory,
        jvm,
        Path.of(System.getProperty("bench.gateway")),
        MeasuredServer.configuration(directory, vendor, settings));
  }

  /** {@link BareService} with the gateway's libraries. */
  static MeasuredServer bare(Path directory, URI vendor) throws IOException, InterruptedException {
    return start(
        directory,
        MeasuredServer.FIXED_HEAP,
        war(directory, BareService.class, endpoint("bare", BareService.class)),
        "-Dbench.vendor=" + vendor);
  }

  /** {@link BareGateway} with the gateway's libraries and generated classes. */
  static MeasuredServer bareGateway(Path directory) throws IOException, InterruptedException {
    return start(
        directory,
        MeasuredServer.FIXED_HEAP,
        war(directory, BareGateway.class, endpoint("sms", BareGateway.class)),
        "-Dbench.bare=true");
  }

  private static String endpoint(String name, Class<?> service) {
    return ENDPOINTS.formatted(name, service.getName(), name);
  }

  private static Path war(Path directory, Class<?> service, String endpoints) throws IOException {
    Files.createDirectories(directory);
    Path war = directory.resolve("yizhan.war");
    try (InputStream in = Files.newInputStream(Path.of(System.getProperty("bench.gateway")));
        ZipInputStream from = new ZipInputStream(in);
        OutputStream out = Files.newOutputStream(war);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        String name = entry.getName();
        if (!entry.isDirectory()
            && (name.startsWith("WEB-INF/lib/")
                || name.startsWith("WEB-INF/classes/dev/yizhan/wsdl/gateway/"))) {
          to.putNextEntry(new ZipEntry(name));
          from.transferTo(to);
        }
      }
      to.putNextEntry(new ZipEntry("WEB-INF/sun-jaxws.xml"));
      to.write(endpoints.getBytes(StandardCharsets.UTF_8));
      String type = service.getName().replace('.', '/') + ".class";
      to.putNextEntry(new ZipEntry("WEB-INF/classes/" + type));
      try (InputStream bytes = service.getResourceAsStream("/" + type)) {
        java.util.Objects.requireNonNull(bytes, type).transferTo(to);
      }
    }
    return war;
  }

  private static MeasuredServer start(Path directory, List<String> jvm, Path war, String property)
      throws IOException, InterruptedException {
    int port = MeasuredServer.freePort();
    Path listener = Files.writeString(directory.resolve("pre-boot.txt"), LISTENER);
    List<String> arguments = new ArrayList<>(jvm);
    arguments.addAll(
        List.of(
            property,
            "-jar",
            System.getProperty("bench.payara"),
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(port),
            "--prebootcommandfile",
            listener.toString(),
            "--contextroot",
            "yizhan",
            "--deploy",
            war.toString()));
    return MeasuredServer.start(directory, port, ") ready in ", arguments);
  }
}
