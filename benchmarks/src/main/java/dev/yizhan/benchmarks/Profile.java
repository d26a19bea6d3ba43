package dev.yizhan.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Profiles a server with async-profiler while it is measured, and writes a flame graph of its
 * processor time, or of what {@code -Dbench.profile.event=alloc} allocates. Only if {@code
 * -Dbench.profile} names a folder: it costs some percent of speed.
 */
final class Profile implements AutoCloseable {

  private static final String EVENT = System.getProperty("bench.profile.event", "itimer");

  private final long pid;
  private final Path agent;
  private final Path file;

  private Profile(long pid, Path agent, Path file) {
    this.pid = pid;
    this.agent = agent;
    this.file = file;
  }

  /**
   * Starts to profile, if that is wanted.
   *
   * @param name of the file, without its ending
   * @throws IOException if the profiler cannot be loaded
   */
  static Optional<Profile> start(long pid, String name) throws IOException {
    String folder = System.getProperty("bench.profile", "");
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path directory = Files.createDirectories(Path.of(folder).toAbsolutePath());
    Path agent = directory.resolve("libasyncProfiler.so");
    if (!Files.exists(agent)) {
      try (InputStream library = Profile.class.getResourceAsStream(library())) {
        Files.copy(Objects.requireNonNull(library, "no profiler for this system"), agent);
      }
    }
    Profile profile = new Profile(pid, agent, directory.resolve(name));
    profile.load("start,event=" + EVENT + ",threads");
    return Optional.of(profile);
  }

  private static String library() {
    if (System.getProperty("os.name").startsWith("Mac")) {
      return "/macos/libasyncProfiler.so";
    }
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "/linux-" + (processor.equals("aarch64") ? "arm64" : "x64") + "/libasyncProfiler.so";
  }

  /** Writes a flame graph, and the same as text: one stack a line, with its number of samples. */
  @Override
  public void close() throws IOException {
    load("stop");
    load("flamegraph,file=" + file + ".html");
    load("collapsed,file=" + file + ".txt");
    System.out.println("Profile: " + file + ".html");
  }

  private void load(String options) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "JVMTI.agent_load",
                agent.toString(),
                // Or the tool would take it apart.
                '"' + options + '"')
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!output.contains("return code: 0")) {
      throw new IOException("The profiler cannot be loaded: " + output);
    }
  }
}
