package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The configuration in use. When one of its files changes, all of it is read again: without an
 * error it replaces the one in use, else nothing changes.
 */
public final class LiveConfiguration implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(LiveConfiguration.class.getName());

  /** A file that changes between two checks is still being written. */
  private static final Duration CHECK = Duration.ofSeconds(1);

  /** Whoever has just found a channel may still call it. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private record Retired(List<AutoCloseable> opened, Instant closes) {}

  private final SettingSources sources;
  private final Clock clock;
  private final VendorJars vendorJars;
  private final Configuration first;
  private final List<Retired> retired = new ArrayList<>();
  private final PeriodicTasks checks = new PeriodicTasks("yizhan-configuration");
  private volatile Configuration current;
  private volatile Optional<String> rejected = Optional.empty();
  private volatile Instant since;

  /** The stamps of the files of the last configuration that was read, used or rejected. */
  private Map<Path, String> readStamps;

  private Map<Path, String> lastStamps;

  /**
   * Reads the configuration.
   *
   * @throws ConfigurationException with all errors
   */
  public LiveConfiguration(SettingSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
    Settings settings = Settings.of(sources);
    this.vendorJars = VendorJars.open(new GlobalSettings(settings).vendorsDirectory());
    try {
      this.current = Configuration.of(settings, vendorJars, Optional.empty());
    } catch (RuntimeException | Error e) {
      vendorJars.close();
      throw e;
    }
    this.first = current;
    this.readStamps = settings.files();
    this.lastStamps = readStamps;
    this.since = clock.instant();
  }

  public Configuration current() {
    return current;
  }

  /** When the current configuration came into use. */
  public Instant since() {
    return since;
  }

  /** The errors of a newer configuration that was rejected. */
  public Optional<String> rejected() {
    return rejected;
  }

  /**
   * Checks for changes from now on.
   *
   * @param use puts a new configuration into use; if it throws, the old one stays. After a {@link
   *     StoreException} it is tried again
   */
  public void watch(Consumer<Configuration> use) {
    checks.every(CHECK, "The configuration cannot be checked now", () -> check(use));
  }

  /** Checks once for a change. */
  void check(Consumer<Configuration> use) {
    closeRetired();
    Map<Path, String> stamps =
        readStamps.keySet().stream().collect(Collectors.toMap(path -> path, Settings::stamp));
    boolean unchangedSinceLastCheck = stamps.equals(lastStamps);
    lastStamps = stamps;
    if (unchangedSinceLastCheck && !stamps.equals(readStamps)) {
      reload(use);
    }
  }

  private void reload(Consumer<Configuration> use) {
    Settings settings = Settings.of(sources);
    Configuration next;
    try {
      next = Configuration.of(settings, vendorJars, Optional.of(current));
    } catch (ConfigurationException e) {
      reject(settings, e.errors());
      return;
    }
    List<ConfiguredChannel> before = current.channels();
    try {
      use.accept(next);
    } catch (StoreException e) {
      // Tried again at the next check.
      Configuration.close(opened(without(next.channels(), before)));
      throw e;
    } catch (RuntimeException | Error e) {
      Configuration.close(opened(without(next.channels(), before)));
      LOG.log(System.Logger.Level.DEBUG, "A configuration cannot be used", e);
      reject(
          settings,
          "it cannot be used: a new channel may not be able to take its account's changed password");
      return;
    }
    current = next;
    since = clock.instant();
    rejected = Optional.empty();
    remember(settings);
    for (ConfiguredChannel channel : without(before, next.channels())) {
      retired.add(
          new Retired(channel.opened(), clock.instant().plus(channel.longestCall()).plus(GRACE)));
    }
    LOG.log(System.Logger.Level.INFO, "Configuration reloaded: {0}", next.summary());
    if (next.store().differsFrom(first.store()) || !next.server().equals(first.server())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Of yizhan.data, yizhan.store.… and yizhan.server.… some have changed, too: they take"
              + " effect at the next start");
    }
  }

  private void reject(Settings settings, String errors) {
    rejected = Optional.of(errors);
    remember(settings);
    LOG.log(
        System.Logger.Level.ERROR,
        "Configuration change rejected, still using the previous one. Errors: {0}",
        errors);
  }

  private void remember(Settings settings) {
    readStamps = settings.files();
    lastStamps = readStamps;
  }

  private static List<ConfiguredChannel> without(
      List<ConfiguredChannel> some, List<ConfiguredChannel> others) {
    return some.stream().filter(channel -> !others.contains(channel)).toList();
  }

  private static List<AutoCloseable> opened(List<ConfiguredChannel> channels) {
    return channels.stream().flatMap(channel -> channel.opened().stream()).toList();
  }

  private void closeRetired() {
    Instant now = clock.instant();
    retired.removeIf(
        each -> {
          boolean over = now.isAfter(each.closes());
          if (over) {
            Configuration.close(each.opened());
          }
          return over;
        });
  }

  /** Checks no more. */
  public void stopWatching() {
    checks.close();
  }

  /** Closes all connections to vendors. Calls that are running end with an unknown outcome. */
  public void closeConnections() {
    retired.forEach(each -> Configuration.close(each.opened()));
    Configuration.close(opened(current.channels()));
  }

  @Override
  public void close() {
    stopWatching();
    closeConnections();
    vendorJars.close();
  }
}
