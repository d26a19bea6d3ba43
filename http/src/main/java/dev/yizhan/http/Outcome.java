package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.code.ResultCode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The outcome of a call to a vendor (vendor-rules §7), whether it sends, queries, or polls. No
 * reason contains a message text, a phone number or a secret.
 *
 * <pre>{@code
 * String state =
 *     outcome.match(
 *         accepted -> "submitted as " + accepted.value(),
 *         rejected -> "refused with " + rejected.code().code(),
 *         notSent -> "may be tried again",
 *         unknown -> "must not be tried again");
 * }</pre>
 *
 * @param <T> what the vendor returns when it accepts the call
 */
public sealed interface Outcome<T> {

  /**
   * Applies the function of this outcome's kind.
   *
   * @throws NullPointerException if that function is {@code null}
   */
  <R> R match(
      Function<? super Accepted<T>, ? extends R> accepted,
      Function<? super Rejected<T>, ? extends R> rejected,
      Function<? super NotSent<T>, ? extends R> notSent,
      Function<? super Unknown<T>, ? extends R> unknown);

  /** Why the vendor did not accept the call, in a few words; empty if it did. */
  String reason();

  /**
   * The vendor accepted the call.
   *
   * @param value what it returned: for a send, its message id
   */
  record Accepted<T>(T value) implements Outcome<T> {

    /** Checks that nothing is {@code null}. */
    public Accepted {
      requireNonNull(value, "value");
    }

    @Override
    public <R> R match(
        Function<? super Accepted<T>, ? extends R> accepted,
        Function<? super Rejected<T>, ? extends R> rejected,
        Function<? super NotSent<T>, ? extends R> notSent,
        Function<? super Unknown<T>, ? extends R> unknown) {
      return accepted.apply(this);
    }

    @Override
    public String reason() {
      return "";
    }
  }

  /**
   * The vendor refused the call.
   *
   * @param word what the vendor adds to the code, for example the forbidden word; part of a
   *     message, so it must not be logged
   */
  record Rejected<T>(ResultCode code, Optional<String> word) implements Outcome<T> {

    /** Checks that nothing is {@code null}. */
    public Rejected {
      requireNonNull(code, "code");
      requireNonNull(word, "word");
    }

    @Override
    public <R> R match(
        Function<? super Accepted<T>, ? extends R> accepted,
        Function<? super Rejected<T>, ? extends R> rejected,
        Function<? super NotSent<T>, ? extends R> notSent,
        Function<? super Unknown<T>, ? extends R> unknown) {
      return rejected.apply(this);
    }

    @Override
    public String reason() {
      return "the vendor answered " + code.code() + ": " + code.english();
    }

    /** The code without the word: {@code Rejected[-3]}. */
    @Override
    public String toString() {
      return "Rejected[" + code.code() + "]";
    }
  }

  /** The call certainly had no effect: it may be repeated, or sent to another vendor. */
  record NotSent<T>(String reason) implements Outcome<T> {

    /** Checks that nothing is {@code null}. */
    public NotSent {
      requireNonNull(reason, "reason");
    }

    @Override
    public <R> R match(
        Function<? super Accepted<T>, ? extends R> accepted,
        Function<? super Rejected<T>, ? extends R> rejected,
        Function<? super NotSent<T>, ? extends R> notSent,
        Function<? super Unknown<T>, ? extends R> unknown) {
      return notSent.apply(this);
    }
  }

  /** The call may or may not have had its effect: a send must not be repeated. */
  record Unknown<T>(String reason) implements Outcome<T> {

    /** Checks that nothing is {@code null}. */
    public Unknown {
      requireNonNull(reason, "reason");
    }

    @Override
    public <R> R match(
        Function<? super Accepted<T>, ? extends R> accepted,
        Function<? super Rejected<T>, ? extends R> rejected,
        Function<? super NotSent<T>, ? extends R> notSent,
        Function<? super Unknown<T>, ? extends R> unknown) {
      return unknown.apply(this);
    }
  }

  /** Converts the value of {@link Accepted}; every other outcome keeps its content. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> function) {
    return match(
        accepted -> new Accepted<>(function.apply(accepted.value())),
        rejected -> new Rejected<>(rejected.code(), rejected.word()),
        notSent -> new NotSent<>(notSent.reason()),
        unknown -> new Unknown<>(unknown.reason()));
  }

  /**
   * Derives the outcome of a call from its HTTP exchange; the one place that implements the table
   * of vendor-rules §7.
   *
   * @param parser reads the vendor's answer; it throws a {@link CodecException} for an answer that
   *     is neither a result nor a refusal
   * @return {@link Unknown} unless the exchange proves otherwise
   */
  static <T> Outcome<T> of(Exchange exchange, Function<VendorResponse, Answer<T>> parser) {
    return exchange.match(
        answered -> of(() -> parser.apply(answered.response())),
        notSent -> new NotSent<>(notSent.reason()),
        inDoubt ->
            inDoubt.response().filter(MissingParameter::isAnsweredBy).isPresent()
                ? new NotSent<>("the vendor's server misses a parameter")
                : new Unknown<>(inDoubt.reason()));
  }

  /**
   * Converts a vendor's answer.
   *
   * @param answer throws a {@link CodecException} for an answer that is neither a result nor a
   *     refusal
   * @return {@link Accepted}, {@link Rejected} or {@link Unknown}
   */
  static <T> Outcome<T> of(Supplier<Answer<T>> answer) {
    try {
      return answer
          .get()
          .match(
              given -> new Accepted<>(given.value()),
              refused -> new Rejected<>(refused.code(), refused.word()));
    } catch (CodecException e) {
      return new Unknown<>("an answer that cannot be read: " + e.getMessage());
    }
  }
}
