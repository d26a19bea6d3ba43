package dev.yizhan.benchmarks;

import jakarta.annotation.Resource;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassfish.ha.store.api.BackingStore;

/** Starts the runnable jar. */
final class RunnableServer {

  private static final String JAR = System.getProperty("bench.runnable", "");

  /** Of another version; empty if none is given. */
  static final String OTHER_JAR = System.getProperty("bench.other", "");

  private RunnableServer() {}

  /** The gateway with one channel and additional settings. */
  static MeasuredServer gateway(Path directory, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
    return gateway(directory, MeasuredServer.FIXED_HEAP, vendor, settings);
  }

  static MeasuredServer gateway(
      Path directory, List<String> jvm, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
    return gateway(JAR, directory, jvm, vendor, settings);
  }

  /** The gateway of another version. */
  static MeasuredServer other(Path directory, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
    return gateway(OTHER_JAR, directory, MeasuredServer.FIXED_HEAP, vendor, settings);
  }

  private static MeasuredServer gateway(
      String jar, Path directory, List<String> jvm, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port = MeasuredServer.freePort();
    List<String> arguments = new ArrayList<>(jvm);
    arguments.addAll(
        List.of(
            MeasuredServer.configuration(directory, vendor, settings),
            "-jar",
            jar,
            "--port",
            Integer.toString(port)));
    return MeasuredServer.start(directory, port, "Yizhan is ready", arguments);
  }

  /** {@link BareService} on a server of the same kind. */
  static MeasuredServer bare(Path directory, URI vendor) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = MeasuredServer.freePort();
    List<String> arguments = new ArrayList<>(MeasuredServer.FIXED_HEAP);
    arguments.addAll(
        List.of(
            "-Dbench.vendor=" + vendor,
            "-classpath",
            String.join(
                File.pathSeparator,
                JAR,
                System.getProperty("bench.classes"),
                jar(Resource.class),
                jar(BackingStore.class)),
            BareServer.class.getName(),
            Integer.toString(port)));
    return MeasuredServer.start(directory, port, BareServer.READY, arguments);
  }

  private static String jar(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
