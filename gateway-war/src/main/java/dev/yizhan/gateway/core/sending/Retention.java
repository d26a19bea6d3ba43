package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.optout.OptOutStore;
import dev.yizhan.gateway.core.statement.StatementStore;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Removes submissions and counters after their retention time, in small steps. */
public final class Retention {

  private static final int MAX_STEPS = 50;

  /** Longer than a year, so that an audit of a year finds everything. */
  private static final Duration JOURNAL_KEPT = Duration.ofDays(400);

  private final SubmissionStore store;
  private final Quotas quotas;
  private final DoorStore doors;
  private final JournalStore journal;
  private final OptOutStore optOuts;
  private final Clock clock;
  private final StatementStore statements;
  private final Statements.Kept kept;

  public Retention(
      SubmissionStore store,
      Quotas quotas,
      DoorStore doors,
      JournalStore journal,
      OptOutStore optOuts,
      StatementStore statements,
      Clock clock,
      Statements.Kept kept) {
    this.store = store;
    this.quotas = quotas;
    this.doors = doors;
    this.journal = journal;
    this.optOuts = optOuts;
    this.clock = clock;
    this.statements = statements;
    this.kept = kept;
  }

  /** The removal is behind if something is still there this long after its time. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** The submissions that should have been removed more than an hour ago. */
  public Optional<SubmissionStore.Overdue> overdue() {
    return store.overdue(clock.instant().minus(kept.submissions()).minus(PATIENCE));
  }

  void remove() {
    quotas.removeOld();
    int forgotten = 1;
    for (int steps = 0; steps < MAX_STEPS && forgotten > 0; steps++) {
      forgotten = doors.forgetMessages(clock.instant());
    }
    int unused =
        journal.forget(clock.instant().minus(JOURNAL_KEPT))
            + optOuts.forgetRefused(clock.instant().minus(kept.sums()))
            + statements.forget(
                LocalDate.ofInstant(clock.instant().minus(kept.sums()), QuietHours.CHINA));
    for (int steps = 0; steps < MAX_STEPS; steps++) {
      if (store.remove(clock.instant().minus(kept.submissions())) == 0) {
        store.forgetUnusedKeys();
        return;
      }
    }
  }
}
