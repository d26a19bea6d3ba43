package dev.yizhan.vendor.record;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A delivery report.
 *
 * @param vendorId the vendor's id of the message
 * @param number the recipient's, as the vendor writes it
 * @param verdict what the status says about the delivery
 * @param status the vendor's status text, unchanged
 * @param time China time; empty if the vendor does not report it
 * @param customId the client's id of the call; empty if the vendor does not report it
 */
public record Report(
    String vendorId,
    String number,
    Verdict verdict,
    String status,
    Optional<LocalDateTime> time,
    Optional<String> customId) {

  /** What a status says about a delivery (vendor-rules §7). */
  public enum Verdict {
    /** The phone has it. */
    DELIVERED,
    /** The phone will not get it. */
    FAILED,
    /** Nothing yet: it settles nothing. */
    NONE
  }

  private static final String DELIVERED = "DELIVRD";
  private static final Set<String> SETTLE_NOTHING = Set.of("", "ENROUTE", "ACCEPTD", "UNKNOWN");

  /** Checks that nothing is {@code null}. */
  public Report {
    requireNonNull(vendorId, "vendorId");
    requireNonNull(number, "number");
    requireNonNull(verdict, "verdict");
    requireNonNull(status, "status");
    requireNonNull(time, "time");
    requireNonNull(customId, "customId");
  }

  /**
   * A report with a status text of the networks.
   *
   * @param vendorId the vendor's id of the message
   * @param number the recipient's
   * @param status {@code DELIVRD}, {@code UNDELIV}, {@code Error:4} and the like
   * @param time China time
   * @param customId the client's id of the call
   * @return delivered for {@code DELIVRD}, nothing yet for {@code ENROUTE}, {@code ACCEPTD}, {@code
   *     UNKNOWN} and blank, failed for all others; case and surrounding blanks do not count
   */
  public static Report of(
      String vendorId,
      String number,
      String status,
      Optional<LocalDateTime> time,
      Optional<String> customId) {
    String compared = status.strip().toUpperCase(Locale.ROOT);
    Verdict verdict =
        compared.equals(DELIVERED)
            ? Verdict.DELIVERED
            : SETTLE_NOTHING.contains(compared) ? Verdict.NONE : Verdict.FAILED;
    return new Report(vendorId, number, verdict, status, time, customId);
  }

  /**
   * Shows neither number nor text.
   *
   * @return id and status
   */
  @Override
  public String toString() {
    return "Report[" + vendorId + ", " + status + "]";
  }
}
