package dev.yizhan.gateway.core.inbox;

import dev.yizhan.vendor.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record as it has arrived.
 *
 * @param identity what makes it the same record if it comes again, however often it stands in one
 *     answer counted
 * @param numbers the phone, in the forms in which a delivery may have it; the first is shown
 * @param ours whether the vendor does not say that it is none of ours
 * @param time the vendor's, where it tells it
 * @param vendorId the vendor's: of a report the message's, of a reply its own
 * @param customId our id of a call, where it rode along
 * @param verdict of a report
 * @param status the vendor's word in a report
 * @param to what a reply was written to, where the vendor tells it
 * @param text of a reply
 */
public record Arrival(
    String identity,
    List<String> numbers,
    boolean ours,
    Optional<Instant> time,
    Optional<String> vendorId,
    Optional<String> customId,
    Optional<Report.Verdict> verdict,
    Optional<String> status,
    Optional<String> to,
    Optional<String> text) {

  /** Copies the list. */
  public Arrival {
    numbers = List.copyOf(numbers);
  }

  /**
   * The phone as it is shown.
   *
   * @return in our form, or as the vendor wrote it
   */
  public String number() {
    return numbers.get(0);
  }

  /**
   * Shows neither number nor text.
   *
   * @return its kind and status
   */
  @Override
  public String toString() {
    return verdict.isPresent() ? "Report[" + status.orElse("") + "]" : "Reply";
  }
}
