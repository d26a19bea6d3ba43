package dev.yizhan.gateway.core.optout;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Storage of the lists. What inbound messages add is stored together with these. Errors as in
 * {@link dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface OptOutStore {

  /** The most numbers in a page. */
  int PAGE = 100;

  /** Those of some numbers that are on one of the lists. */
  Set<PhoneNumber> listed(List<OptOutList> lists, Collection<PhoneNumber> numbers);

  /**
   * Which numbers to list.
   *
   * @param list empty for all lists
   * @param number empty for all numbers
   * @param below the exclusive upper bound: the end of the previous page
   */
  record Query(Optional<OptOutList> list, Optional<PhoneNumber> number, Optional<Long> below) {}

  /**
   * Numbers, those that were added last first.
   *
   * @param next where the next page begins, if there is one
   */
  record Page(List<OptOut> optOuts, Optional<Long> next) {

    /** Copies the list. */
    public Page {
      optOuts = List.copyOf(optOuts);
    }
  }

  /** A page of numbers. */
  Page list(Query query);

  /** How many numbers are on each list that has any. */
  Map<OptOutList, Long> counts();

  /**
   * Adds a number by hand, with an entry in the journal.
   *
   * @return the number as it is on the list; the earlier one if it was there already
   */
  OptOut add(OptOut optOut);

  /**
   * Takes a number from a list, with an entry in the journal.
   *
   * @return whether it was there
   */
  boolean lift(OptOutList list, PhoneNumber number, OptOut.ByHand by, Instant at);

  /**
   * Counts recipients of a request that was refused because of them, for the statement of the day.
   *
   * @param channel over which they would have been sent to
   */
  void countRefused(Instant at, String consumer, String channel, int recipients);

  /** Removes the counts of the days before a time. */
  int forgetRefused(Instant time);
}
