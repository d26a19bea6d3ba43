package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of one HTTP request (vendor-rules §7, "Outcome of a send"). No reason contains a query
 * or a message text.
 */
public sealed interface Exchange {

  /**
   * Applies the function of this exchange's kind.
   *
   * @throws NullPointerException if that function is {@code null}
   */
  <R> R match(
      Function<? super Answered, ? extends R> answered,
      Function<? super NotSent, ? extends R> notSent,
      Function<? super InDoubt, ? extends R> inDoubt);

  /** The server answered with a 2xx status; the answer itself may still be a refusal. */
  record Answered(VendorResponse response) implements Exchange {

    /** Checks that nothing is {@code null}. */
    public Answered {
      requireNonNull(response, "response");
    }

    @Override
    public <R> R match(
        Function<? super Answered, ? extends R> answered,
        Function<? super NotSent, ? extends R> notSent,
        Function<? super InDoubt, ? extends R> inDoubt) {
      return answered.apply(this);
    }
  }

  /**
   * The request certainly had no effect: not a byte of it was written, or the server's status
   * proves that it was not processed (307, 308, 400, 404, 405, 411, 413, 415).
   */
  record NotSent(String reason) implements Exchange {

    /** Checks that nothing is {@code null}. */
    public NotSent {
      requireNonNull(reason, "reason");
    }

    @Override
    public <R> R match(
        Function<? super Answered, ? extends R> answered,
        Function<? super NotSent, ? extends R> notSent,
        Function<? super InDoubt, ? extends R> inDoubt) {
      return notSent.apply(this);
    }
  }

  /**
   * At least a part of the request was written, and its effect is unknown.
   *
   * @param response the answer, if a complete one was received
   */
  record InDoubt(String reason, Optional<VendorResponse> response) implements Exchange {

    /** Checks that nothing is {@code null}. */
    public InDoubt {
      requireNonNull(reason, "reason");
      requireNonNull(response, "response");
    }

    @Override
    public <R> R match(
        Function<? super Answered, ? extends R> answered,
        Function<? super NotSent, ? extends R> notSent,
        Function<? super InDoubt, ? extends R> inDoubt) {
      return inDoubt.apply(this);
    }
  }
}
