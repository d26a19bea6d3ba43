package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Clock;
import java.time.Duration;

/** Removes what is older than it has to be kept, in small steps. */
public final class Retention {

  private static final int MOST_STEPS = 50;

  private final SubmissionStore store;
  private final Quotas quotas;
  private final Clock clock;
  private final Duration kept;

  public Retention(SubmissionStore store, Quotas quotas, Clock clock, Duration kept) {
    this.store = store;
    this.quotas = quotas;
    this.clock = clock;
    this.kept = kept;
  }

  void remove() {
    quotas.forget();
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      if (store.remove(clock.instant().minus(kept)) == 0) {
        store.forgetKeys();
        return;
      }
    }
  }
}
