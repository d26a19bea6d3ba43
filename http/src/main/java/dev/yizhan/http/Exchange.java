package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What came of a request (vendor-rules §7, "Outcome of a send"). Reasons hold no query and no text.
 */
public sealed interface Exchange {

  /**
   * The server answered with a status of success; what the answer says is another matter.
   *
   * @param response the whole answer
   */
  record Answered(VendorResponse response) implements Exchange {

    /** Checks that the answer is there. */
    public Answered {
      requireNonNull(response, "response");
    }
  }

  /**
   * The request surely had no effect: not a byte of it was written, or the server's status says
   * that it was not looked at (307, 308, 400, 404, 405, 411, 413, 415).
   *
   * @param reason why, in a few words
   */
  record NotSent(String reason) implements Exchange {

    /** Checks that the reason is there. */
    public NotSent {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * The request went out at least in part and nobody knows what it did.
   *
   * @param reason why, in a few words
   * @param response what came back, where something whole did
   */
  record InDoubt(String reason, Optional<VendorResponse> response) implements Exchange {

    /** Checks that nothing is {@code null}. */
    public InDoubt {
      requireNonNull(reason, "reason");
      requireNonNull(response, "response");
    }
  }
}
