package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Jetty with one of its environments. It checks its directory of deployments every second here. */
final class JettyServer extends StandaloneServer {

  private final String name;

  JettyServer(String name, Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    super(base, port, properties, wars);
    this.name = name;
  }

  /** A property after the module of an environment would belong to that environment. */
  @Override
  void prepare() throws IOException {
    Files.createDirectories(deployments());
    Files.write(
        base.resolve("start.ini"),
        List.of(
            "jetty.http.host=127.0.0.1", "jetty.http.port=" + port, "jetty.deploy.scanInterval=1"));
  }

  @Override
  Path deployments() {
    return base.resolve("webapps");
  }

  @Override
  List<String> command() {
    return List.of(
        "-jar",
        home.resolve("start.jar").toString(),
        "jetty.home=" + home,
        "jetty.base=" + base,
        "--module=http," + name + "-deploy," + name + "-annotations");
  }
}
