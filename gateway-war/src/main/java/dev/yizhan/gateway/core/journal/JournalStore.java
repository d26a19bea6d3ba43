package dev.yizhan.gateway.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Storage of the journal. Settlements, changes of channels and of opt-outs, and skipped records add
 * their entries themselves, in the same transaction. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface JournalStore {

  /** The most entries in a page. */
  int PAGE = 50;

  /** Adds an entry. */
  void add(JournalEntry entry);

  /**
   * A page of entries.
   *
   * @param below the exclusive upper bound: the end of the previous page
   */
  Page list(Optional<Long> below);

  /** Removes some entries that are older, and returns how many. */
  int forget(Instant before);

  /**
   * Entries, newest first.
   *
   * @param next where the next page begins, if there is one
   */
  record Page(List<JournalEntry> entries, Optional<Long> next) {

    /** Copies the list. */
    public Page {
      entries = List.copyOf(entries);
    }
  }
}
