package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tomcat. It checks its directory of deployments every second here. */
final class TomcatServer extends StandaloneServer {

  TomcatServer(Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    super(base, port, properties, wars);
  }

  @Override
  void prepare() throws IOException {
    ArquillianServer.copy(home.resolve("conf"), base.resolve("conf"));
    for (String directory : List.of("webapps", "logs", "work")) {
      Files.createDirectories(base.resolve(directory));
    }
    Path xml = base.resolve("conf/server.xml");
    Files.writeString(
        xml,
        Files.readString(xml)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"127.0.0.1\" port=\"" + port + "\""));
  }

  @Override
  Path deployments() {
    return base.resolve("webapps");
  }

  @Override
  List<String> command() {
    return List.of(
        "-Dcatalina.home=" + home,
        "-Dcatalina.base=" + base,
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
        // As its scripts do.
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
        "-classpath",
        home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
        "org.apache.catalina.startup.Bootstrap",
        "start");
  }
}
