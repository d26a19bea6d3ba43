package dev.yizhan.sandbox.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The pauses that vendors demand between two requests of a kind. */
final class Pace {

  private final Clock clock;
  private final Map<String, Instant> last = new HashMap<>();
  private boolean on;

  Pace(Clock clock) {
    this.clock = clock;
  }

  synchronized void set(boolean wanted) {
    on = wanted;
    last.clear();
  }

  /**
   * Whether a question comes too soon after the one before; one that does is not counted itself.
   */
  synchronized boolean isTooSoon(String question, Duration pause) {
    if (!on) {
      return false;
    }
    Instant now = clock.instant();
    Instant before = last.get(question);
    if (before != null && now.isBefore(before.plus(pause))) {
      return true;
    }
    last.put(question, now);
    return false;
  }
}
