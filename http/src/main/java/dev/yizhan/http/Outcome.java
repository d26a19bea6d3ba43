package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a call to a vendor (vendor-rules §7): of one that sends, that asks, or that hands
 * records out. No reason holds a text, a number or a secret.
 *
 * @param <T> what the vendor gives when it does what was asked
 */
public sealed interface Outcome<T> {

  /**
   * The vendor did what was asked.
   *
   * @param value what it gave: of a send, its id
   * @param <T> what the vendor gives
   */
  record Accepted<T>(T value) implements Outcome<T> {

    /** Checks that the value is there. */
    public Accepted {
      requireNonNull(value, "value");
    }
  }

  /**
   * The vendor said no.
   *
   * @param code why
   * @param word what the vendor adds to the code, the forbidden word for one; part of a message, so
   *     not to be logged
   * @param <T> what the vendor would have given
   */
  record Rejected<T>(ResultCode code, Optional<String> word) implements Outcome<T> {

    /** Checks that nothing is {@code null}. */
    public Rejected {
      requireNonNull(code, "code");
      requireNonNull(word, "word");
    }

    /**
     * Shows the code without the word.
     *
     * @return for example {@code Rejected[-3]}
     */
    @Override
    public String toString() {
      return "Rejected[" + code.code() + "]";
    }
  }

  /**
   * The vendor surely did not get it, or did not look at it; it may be tried again or elsewhere.
   *
   * @param reason why, in a few words
   * @param <T> what the vendor would have given
   */
  record NotSent<T>(String reason) implements Outcome<T> {

    /** Checks that the reason is there. */
    public NotSent {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Nobody knows whether the vendor did it; what was sent must not be sent again.
   *
   * @param reason why, in a few words
   * @param <T> what the vendor would have given
   */
  record Unknown<T>(String reason) implements Outcome<T> {

    /** Checks that the reason is there. */
    public Unknown {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Turns what was given into something else; every other outcome stays.
   *
   * @param function what to do with it
   * @param <R> what comes out
   * @return the other outcome
   */
  default <R> Outcome<R> map(Function<? super T, ? extends R> function) {
    if (this instanceof Accepted<T> accepted) {
      return new Accepted<>(function.apply(accepted.value()));
    }
    if (this instanceof Rejected<T> rejected) {
      return new Rejected<>(rejected.code(), rejected.word());
    }
    return this instanceof NotSent<T> notSent
        ? new NotSent<>(notSent.reason())
        : new Unknown<>(((Unknown<T>) this).reason());
  }

  /**
   * Reads the outcome out of an exchange: the table of vendor-rules §7, once.
   *
   * @param exchange what came of the request
   * @param parser reads the vendor's answer; a {@link CodecException} of it means that the answer
   *     is outside both of its forms
   * @param <T> what the vendor gives
   * @return the outcome; in every doubt {@link Unknown}
   */
  static <T> Outcome<T> of(Exchange exchange, Function<VendorResponse, Answer<T>> parser) {
    if (exchange instanceof Exchange.NotSent notSent) {
      return new NotSent<>(notSent.reason());
    }
    if (exchange instanceof Exchange.InDoubt inDoubt) {
      return inDoubt.response().filter(Outcome::saysMissingParameter).isPresent()
          ? new NotSent<>("the vendor's server misses a parameter")
          : new Unknown<>(inDoubt.reason());
    }
    return of(() -> parser.apply(((Exchange.Answered) exchange).response()));
  }

  /**
   * Turns a vendor's answer into an outcome.
   *
   * @param answer reads it; a {@link CodecException} means that it is outside both of its forms
   * @param <T> what the vendor gives
   * @return {@link Accepted}, {@link Rejected} or {@link Unknown}
   */
  static <T> Outcome<T> of(java.util.function.Supplier<Answer<T>> answer) {
    try {
      Answer<T> read = answer.get();
      return read instanceof Answer.Given<T> given
          ? new Accepted<>(given.value())
          : new Rejected<>(((Answer.Refused<T>) read).code(), ((Answer.Refused<T>) read).word());
    } catch (CodecException e) {
      return new Unknown<>("an answer that cannot be read: " + e.getMessage());
    }
  }

  /** ASP.NET refuses a request before any code of the vendor's runs: 500 and plain text. */
  private static boolean saysMissingParameter(VendorResponse response) {
    return response.status() == 500
        && response.contentType().startsWith("text/plain")
        && new String(response.body(), StandardCharsets.ISO_8859_1).startsWith("Missing parameter");
  }
}
