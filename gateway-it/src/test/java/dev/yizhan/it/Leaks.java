package dev.yizhan.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a gateway leaves in the process of its server, seen from outside (Linux).
 *
 * @param serversDrivers how many database drivers the server itself has registered
 */
record Leaks(long pid, Path data, int serversDrivers) {

  List<String> all() {
    return Stream.of(threads(), drivers(), files()).flatMap(List::stream).toList();
  }

  /** Threads with code of the gateway or of its libraries, or under one of their names. */
  List<String> threads() {
    return Stream.of(jcmd("Thread.print").split("\n\n", -1))
        .filter(each -> each.contains("\"yizhan-") || each.contains("at dev.yizhan.gateway."))
        .map(each -> each.strip().lines().findFirst().orElse(""))
        .toList();
  }

  /** What {@code DriverManager} keeps, and with it the drivers' class loaders. */
  List<String> drivers() {
    return objects("java\\.sql\\.DriverInfo").stream()
        .filter(line -> instances(line) > serversDrivers)
        .toList();
  }

  /**
   * How many class loaders of a gateway are in memory after a collection: each has one driver of
   * PostgreSQL. A server may keep the last one until the next deployment.
   */
  int loaders() {
    return objects("org\\.postgresql\\.Driver").stream().mapToInt(Leaks::instances).sum();
  }

  private static int instances(String line) {
    return Integer.parseInt(line.strip().split("\\s+", -1)[1]);
  }

  /** The lines of the histogram for a class. */
  private List<String> objects(String name) {
    return jcmd("GC.class_histogram")
        .lines()
        .filter(line -> line.matches(".* " + name + "( .*)?"))
        .toList();
  }

  /** Open files of the data directory. */
  List<String> files() {
    List<String> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path each : (Iterable<Path>) descriptors::iterator) {
        String target = target(each);
        if (target.startsWith(data.toString())) {
          open.add(target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open;
  }

  /** Empty if it was closed meanwhile. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private String jcmd(String command) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(ArquillianServer.javaHome(), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  command)
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
