package dev.yizhan.gateway.core.operation;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;
import java.util.Optional;

/**
 * Criteria of a search; all that are present must match.
 *
 * @param number one of the recipients
 * @param channel of one of the calls
 * @param state of a recipient: of the one with {@code number}, if present
 * @param from stored at this time or later
 * @param to stored before this time
 * @param below the exclusive upper bound of ids: the end of the previous page
 * @param names by which others know the submission
 */
public record SearchQuery(
    Optional<PhoneNumber> number,
    Optional<String> consumer,
    Optional<String> channel,
    Optional<DeliveryState> state,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Long> below,
    Names names) {

  /**
   * What others call a submission.
   *
   * @param requestId of its consumer
   * @param reference the client's, of the submission or of one of its recipients
   * @param vendorId the vendor's id of the message to one of its recipients
   */
  public record Names(
      Optional<String> requestId, Optional<String> reference, Optional<String> vendorId) {

    public static final Names NONE =
        new Names(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A search by other criteria than names. */
  public SearchQuery(
      Optional<PhoneNumber> number,
      Optional<String> consumer,
      Optional<String> channel,
      Optional<DeliveryState> state,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Long> below) {
    this(number, consumer, channel, state, from, to, below, Names.NONE);
  }
}
