package dev.yizhan.gateway.security;

import dev.yizhan.gateway.core.channel.QuietHours;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * On which day each password was used last, since this node started. Days of China time: a finer
 * time would disclose when a consumer calls.
 */
final class PasswordUse {

  private record Key(String consumer, PasswordHash hash) {}

  private final Clock clock;
  private final Map<Key, LocalDate> days = new ConcurrentHashMap<>();

  PasswordUse(Clock clock) {
    this.clock = clock;
  }

  void used(String consumer, PasswordHash hash) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), QuietHours.CHINA);
    Key key = new Key(consumer, hash);
    if (!today.equals(days.get(key))) {
      days.put(key, today);
    }
  }

  /** Of the passwords that are configured now; the others are forgotten. */
  List<LastUse> of(ConsumerDirectory directory) {
    List<LastUse> uses = new ArrayList<>();
    Set<Key> configured = new HashSet<>();
    for (ConsumerDirectory.Entry entry : directory.entries()) {
      String consumer = entry.consumer().name();
      int number = 0;
      for (PasswordHash hash : entry.hashes()) {
        number++;
        Key key = new Key(consumer, hash);
        configured.add(key);
        uses.add(new LastUse(consumer, number, Optional.ofNullable(days.get(key))));
      }
    }
    days.keySet().retainAll(configured);
    return uses;
  }
}
