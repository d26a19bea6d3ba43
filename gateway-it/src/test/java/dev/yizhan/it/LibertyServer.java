package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty with servlets and nothing else. */
final class LibertyServer extends StandaloneServer {

  private static final String NAME = "yizhan";

  LibertyServer(Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    super(base, port, properties, wars);
  }

  private Path directory() {
    return base.resolve("servers").resolve(NAME);
  }

  @Override
  void prepare() throws IOException {
    Files.createDirectories(deployments());
    Files.writeString(
        directory().resolve("server.xml"),
        """
        <server>
          <featureManager>
            <feature>servlet-6.0</feature>
          </featureManager>
          <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
          <applicationManager autoExpand="true"/>
        </server>
        """
            .formatted(port));
  }

  @Override
  Path deployments() {
    return directory().resolve("dropins");
  }

  @Override
  Map<String, String> environment() {
    return Map.of("WLP_USER_DIR", base.toString());
  }

  @Override
  List<String> command() {
    Path tools = home.resolve("bin/tools");
    return List.of(
        "-javaagent:" + tools.resolve("ws-javaagent.jar"),
        "-jar",
        tools.resolve("ws-server.jar").toString(),
        NAME);
  }
}
