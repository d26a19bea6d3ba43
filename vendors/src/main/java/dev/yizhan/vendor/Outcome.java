package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.ResultCode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of one call that sends (vendor-rules §7). No reason holds a text, a number or a secret.
 */
public sealed interface Outcome {

  /**
   * The vendor took the message.
   *
   * @param vendorId the vendor's id of it
   * @param billedParts how many parts were billed
   * @param charge what they cost, in yuan
   * @param balanceAfter what is left, in yuan
   */
  record Accepted(
      Optional<String> vendorId,
      OptionalInt billedParts,
      Optional<BigDecimal> charge,
      Optional<BigDecimal> balanceAfter)
      implements Outcome {

    /** Checks that nothing is {@code null}. */
    public Accepted {
      requireNonNull(vendorId, "vendorId");
      requireNonNull(billedParts, "billedParts");
      requireNonNull(charge, "charge");
      requireNonNull(balanceAfter, "balanceAfter");
    }

    /**
     * The vendor gave an id and told nothing else.
     *
     * @param vendorId the id
     * @return the outcome
     */
    public static Accepted withId(String vendorId) {
      return new Accepted(
          Optional.of(vendorId), OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * The vendor said no.
   *
   * @param code why
   */
  record Rejected(ResultCode code) implements Outcome {

    /** Checks that the code is there. */
    public Rejected {
      requireNonNull(code, "code");
    }
  }

  /**
   * The vendor surely did not get it, or did not look at it; it may be tried again or elsewhere.
   *
   * @param reason why, in a few words
   */
  record NotSent(String reason) implements Outcome {

    /** Checks that the reason is there. */
    public NotSent {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Nobody knows whether the vendor took it; it must not be sent again.
   *
   * @param reason why, in a few words
   */
  record Unknown(String reason) implements Outcome {

    /** Checks that the reason is there. */
    public Unknown {
      requireNonNull(reason, "reason");
    }
  }
}
