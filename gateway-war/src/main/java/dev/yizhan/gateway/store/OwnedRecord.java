package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import java.util.Optional;

/** A record with its delivery and its owner, who is not there while a report waits. */
record OwnedRecord(long id, IncomingRecord record, Matching.Match match) {

  /** A record that is not matched yet. */
  static OwnedRecord unmatched(long id, IncomingRecord record) {
    return new OwnedRecord(id, record, Matching.Match.NONE);
  }

  OwnedRecord with(Matching.Match newMatch) {
    return new OwnedRecord(id, record, newMatch);
  }

  Optional<Matching.Candidate> delivery() {
    return match.delivery();
  }

  Optional<String> consumer() {
    return match.consumer();
  }

  boolean isMatchedByNumber() {
    return match.basis() == Matching.Basis.NUMBER;
  }

  /**
   * The recipient whose match by number an id may still refute; inbound messages settle nothing.
   */
  Optional<Integer> guessOf() {
    return isMatchedByNumber()
        ? record.match(
            report -> delivery().map(Matching.Candidate::position), m -> Optional.empty())
        : Optional.empty();
  }
}
