package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Command lines that start a gateway: on Payara Micro, or with its own server. */
record ServerCommand(Path data, int port, Path config) {

  private static final String LOOPBACK_ONLY =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n";

  List<String> demo(int vendorPort) {
    return List.of(
        java(),
        "-Xmx32m",
        "-classpath",
        System.getProperty("java.class.path"),
        "dev.yizhan.demo.Demo",
        "--payara=" + System.getProperty("it.payara"),
        "--gateway=" + System.getProperty("it.gateway"),
        "--sandbox=" + System.getProperty("it.sandbox"),
        "--data=" + data,
        "--port=" + port,
        "--vendor-port=" + vendorPort);
  }

  List<String> runnable(String... arguments) throws IOException {
    return jar(
        Stream.concat(Stream.of(System.getProperty("it.runnable")), Stream.of(arguments))
            .toArray(String[]::new));
  }

  List<String> war(Path war) throws IOException {
    return jar(
        System.getProperty("it.payara"),
        "--nohazelcast",
        "--disablephonehome",
        "--port",
        Integer.toString(port),
        "--prebootcommandfile",
        Files.writeString(data.resolve("pre-boot.txt"), LOOPBACK_ONLY).toString(),
        "--contextroot",
        "yizhan",
        "--deploy",
        war.toString());
  }

  private List<String> jar(String... arguments) throws IOException {
    List<String> start =
        List.of(
            java(),
            "-Xmx512m",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + Files.createDirectories(data.resolve("tmp")),
            "-Dyizhan.config=" + config,
            "-jar");
    return Stream.concat(start.stream(), Stream.of(arguments)).toList();
  }

  private static String java() {
    return Path.of(ArquillianServer.javaHome(), "bin", "java").toString();
  }
}
