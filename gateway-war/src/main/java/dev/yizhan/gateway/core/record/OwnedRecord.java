package dev.yizhan.gateway.core.record;

import java.util.Optional;

/**
 * A record with its delivery and its owner, who is not there while a report waits.
 *
 * @param id of the record
 * @param match its delivery, and how it was found
 */
public record OwnedRecord(long id, IncomingRecord record, Matching.Match match) {

  /** A record that is not matched yet. */
  public static OwnedRecord unmatched(long id, IncomingRecord record) {
    return new OwnedRecord(id, record, Matching.Match.NONE);
  }

  public OwnedRecord with(Matching.Match newMatch) {
    return new OwnedRecord(id, record, newMatch);
  }

  public Optional<Matching.Candidate> delivery() {
    return match.delivery();
  }

  public Optional<String> consumer() {
    return match.consumer();
  }

  public boolean isMatchedByNumber() {
    return match.basis() == Matching.Basis.NUMBER;
  }

  /**
   * The recipient whose match by number an id may still refute; inbound messages settle nothing.
   */
  public Optional<Integer> guessOf() {
    return isMatchedByNumber()
        ? record.match(
            report -> delivery().map(Matching.Candidate::position), m -> Optional.empty())
        : Optional.empty();
  }
}
