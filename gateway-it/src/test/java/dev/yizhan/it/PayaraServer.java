package dev.yizhan.it;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Payara Server. Its settings are in its domain. asadmin starts it and exits, so the server is not
 * a child of this process.
 */
final class PayaraServer extends ArquillianServer {

  private static final String CONTROL =
      "fish.payara.arquillian.container.payara.managed.PayaraServerControl";

  PayaraServer(Path base, int port, List<String> jvm, List<Path> wars) throws IOException {
    super(base, port, jvm, wars);
  }

  private Path domain() {
    return home.resolve("glassfish/domains").resolve(base.getFileName());
  }

  /**
   * Listens on 127.0.0.1 only, without the services that the tests do not need and that open ports.
   */
  @Override
  void prepare(List<String> jvm) throws IOException {
    copy(home.resolve("glassfish/domains/domain1"), domain());
    Path xml = domain().resolve("config/domain.xml");
    String options =
        jvm.stream()
            .map(option -> "<jvm-options>" + option + "</jvm-options>")
            .collect(Collectors.joining("\n"));
    Files.writeString(
        xml,
        Files.readString(xml)
            .replaceAll(
                "<(iiop-listener|jmx-connector|network-listener port=\"8181\") ",
                "<$1 enabled=\"false\" ")
            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
            .replace("port=\"4848\"", "address=\"127.0.0.1\" port=\"" + adminPort + "\"")
            .replace(
                "name=\"http-thread-pool\"",
                "name=\"http-thread-pool\" max-thread-pool-size=\"200\"")
            .replace("<java-config ", "<java-config java-home=\"" + javaHome() + "\" ")
            .replace("org.apache.felix.shell.remote,", "")
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
                    + "<hazelcast-runtime-configuration ")
            .replaceFirst(
                "<jvm-options>-Xmx512m</jvm-options>", Matcher.quoteReplacement(options)));
  }

  /** The adapter starts the server with a deployment only. Earlier deployments are still there. */
  @Override
  void deployAll(boolean isFirstStart) {
    if (isFirstStart) {
      wars.forEach(war -> deploy(archive(war)));
    } else {
      deploy(
          ShrinkWrap.create(WebArchive.class, "start-" + System.nanoTime() + ".war")
              .addAsWebResource(new StringAsset(""), "empty.txt"));
    }
  }

  @Override
  ProcessHandle process() throws IOException {
    return ProcessHandle.of(
            Long.parseLong(Files.readString(domain().resolve("config/pid")).strip()))
        .orElseThrow();
  }

  /**
   * The adapter adds the domain to a static list of arguments at each stop; a second would fail.
   */
  @Override
  public void stop() {
    try {
      Field arguments = Class.forName(CONTROL).getDeclaredField("NO_ARGS");
      arguments.setAccessible(true);
      ((List<?>) arguments.get(null)).clear();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    super.stop();
  }

  @Override
  public Path log() {
    return domain().resolve("logs/server.log");
  }
}
