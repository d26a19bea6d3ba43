package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Clockwork;
import dev.yizhan.gateway.core.StoreException;
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
import org.eclipse.microprofile.config.Config;

/**
 * The configuration as it stands. When one of its files changes, all of it is read anew: whole and
 * without a mistake it counts from then on, else nothing changes.
 */
final class LiveConfiguration implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(LiveConfiguration.class.getName());

  /** A file that changes between two looks is still being written. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Who has just found a channel may call it yet. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private record Retired(List<AutoCloseable> opened, Instant closes) {}

  private final Config config;
  private final Clock clock;
  private final StoreSettings store;
  private final List<Retired> retired = new ArrayList<>();
  private final Clockwork clockwork = new Clockwork("yizhan-configuration");
  private volatile Configured now;
  private volatile Optional<String> refused = Optional.empty();
  private volatile Instant since;

  /** As they were read, and as they were last looked at. */
  private Map<Path, String> read;

  private Map<Path, String> looked;

  /**
   * Reads the configuration.
   *
   * @throws ConfigurationException with all mistakes
   */
  LiveConfiguration(Config config, Clock clock) {
    this.config = config;
    this.clock = clock;
    Settings settings = Settings.of(config);
    this.now = Configured.of(settings, Optional.empty());
    this.store = now.store();
    this.read = settings.files();
    this.looked = read;
    this.since = clock.instant();
  }

  Configured now() {
    return now;
  }

  /** Since when the configuration counts that does. */
  Instant since() {
    return since;
  }

  /** Why a newer one does not count. */
  Optional<String> refused() {
    return refused;
  }

  /**
   * Looks for changes from now on.
   *
   * @param use has a new configuration used; where it throws, the old one goes on counting. Where
   *     that is for the store, it is tried again
   */
  void start(Consumer<Configured> use) {
    clockwork.every(LOOK, "The configuration cannot be looked at now", () -> look(use));
  }

  /** Once, as it does from time to time. */
  void look(Consumer<Configured> use) {
    closeRetired();
    Map<Path, String> there =
        read.keySet().stream().collect(Collectors.toMap(path -> path, Settings::stamp));
    boolean calm = there.equals(looked);
    looked = there;
    if (calm && !there.equals(read)) {
      readAnew(use);
    }
  }

  private void readAnew(Consumer<Configured> use) {
    Settings settings = Settings.of(config);
    Configured next;
    try {
      next = Configured.of(settings, Optional.of(now));
    } catch (ConfigurationException e) {
      refuse(settings, e.mistakes());
      return;
    }
    List<ChannelSettings.Made> before = now.channels();
    try {
      use.accept(next);
    } catch (StoreException e) {
      // It is tried again at the next look.
      Configured.close(opened(without(next.channels(), before)));
      throw e;
    } catch (RuntimeException | Error e) {
      Configured.close(opened(without(next.channels(), before)));
      LOG.log(System.Logger.Level.DEBUG, "It cannot be used", e);
      refuse(
          settings,
          "it cannot be used: a new channel may not be able to take its account's changed password");
      return;
    }
    now = next;
    since = clock.instant();
    refused = Optional.empty();
    read = settings.files();
    looked = read;
    for (ChannelSettings.Made made : without(before, next.channels())) {
      retired.add(new Retired(made.opened(), clock.instant().plus(made.longestCall()).plus(GRACE)));
    }
    LOG.log(System.Logger.Level.INFO, "Another configuration counts: {0}", next.summary());
    if (next.store().differsFrom(store)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "yizhan.data and yizhan.store.… have changed too: they count from the next start");
    }
  }

  private void refuse(Settings settings, String mistakes) {
    refused = Optional.of(mistakes);
    read = settings.files();
    looked = read;
    LOG.log(
        System.Logger.Level.ERROR,
        "The changed configuration does not count, the one before goes on. Its mistakes: {0}",
        mistakes);
  }

  private static List<ChannelSettings.Made> without(
      List<ChannelSettings.Made> some, List<ChannelSettings.Made> others) {
    return some.stream().filter(made -> !others.contains(made)).toList();
  }

  private static List<AutoCloseable> opened(List<ChannelSettings.Made> channels) {
    return channels.stream().flatMap(made -> made.opened().stream()).toList();
  }

  private void closeRetired() {
    Instant time = clock.instant();
    retired.removeIf(
        each -> {
          boolean over = time.isAfter(each.closes());
          if (over) {
            Configured.close(each.opened());
          }
          return over;
        });
  }

  /** Looks no more. */
  void stop() {
    clockwork.close();
  }

  /** Cuts all connections to vendors. */
  @Override
  public void close() {
    retired.forEach(each -> Configured.close(each.opened()));
    Configured.close(opened(now.channels()));
  }
}
