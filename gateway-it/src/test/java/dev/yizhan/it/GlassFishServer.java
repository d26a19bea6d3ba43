package dev.yizhan.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * GlassFish, or a Payara Server of the same form. Its own launcher tells the command line of a
 * domain, which is started without it.
 */
final class GlassFishServer extends StandaloneServer {

  private static final String DOMAIN = "domain1";

  private final int ownDrivers;

  /**
   * Prepares a server.
   *
   * @param ownDrivers how many drivers remain registered: its own, and those that the class loader
   *     loads with which it scans the first WAR for annotations
   */
  GlassFishServer(
      int ownDrivers, Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    super(base, port, properties, wars);
    this.ownDrivers = ownDrivers;
  }

  private Path domain() {
    return base.resolve(DOMAIN);
  }

  /** Without the services that the tests do not need and that open ports. */
  @Override
  void prepare() throws IOException {
    ArquillianServer.copy(home.resolve("glassfish/domains").resolve(DOMAIN), domain());
    Files.createDirectories(deployments());
    Path xml = domain().resolve("config/domain.xml");
    Files.writeString(
        xml,
        Files.readString(xml)
            .replaceAll(
                "<(iiop-listener|jmx-connector|network-listener port=\"8181\") ",
                "<$1 enabled=\"false\" ")
            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
            .replace("port=\"4848\"", "address=\"127.0.0.1\" port=\"" + Ports.free() + "\"")
            .replace(",org.apache.felix.shell.remote", "")
            .replaceFirst(
                "<connector-service ",
                "<jms-service type=\"DISABLED\" default-jms-host=\"none\"><jms-host"
                    + " name=\"none\"/></jms-service>\n<connector-service ")
            .replace(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">")
            .replace(
                "<hazelcast-runtime-configuration ",
                "<phone-home-runtime-configuration enabled=\"false\"/>\n"
                    + "<hazelcast-runtime-configuration "));
  }

  @Override
  Path deployments() {
    return domain().resolve("autodeploy");
  }

  /** The lines after the one that names the Java program, up to the first empty one. */
  @Override
  List<String> command() {
    try {
      ProcessBuilder asadmin =
          new ProcessBuilder(
              "bash",
              home.resolve("glassfish/bin/asadmin").toString(),
              "start-domain",
              "--dry-run",
              "--domaindir",
              base.toString(),
              DOMAIN);
      asadmin.environment().put("AS_JAVA", ArquillianServer.javaHome());
      asadmin.environment().put("JAVA_HOME", ArquillianServer.javaHome());
      List<String> command = new ArrayList<>();
      boolean isCommand = false;
      Process process = asadmin.redirectErrorStream(true).start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.endsWith("/bin/java")) {
            isCommand = true;
          } else if (line.isEmpty()) {
            isCommand = false;
          } else if (isCommand) {
            command.add(line);
          }
        }
      }
      if (command.isEmpty()) {
        throw new IllegalStateException("asadmin printed no command line");
      }
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  int ownDrivers() {
    return ownDrivers;
  }

  @Override
  boolean freesClassLoaders() {
    return false;
  }

  @Override
  boolean isHarmless(String line) {
    return line.contains("[jakarta.enterprise.resource.jms]")
        || line.contains("AS-WEB-GLUE-00167")
        || line.contains("[unknown] registered the JDBC driver");
  }

  @Override
  public Path log() {
    return domain().resolve("logs/server.log");
  }
}
