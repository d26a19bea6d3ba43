package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.ResultCode;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.VendorResponse;
import java.util.function.Function;

/**
 * What came of a question to a vendor, which does nothing and may be asked again.
 *
 * @param <T> what was asked for
 */
public sealed interface Inquiry<T> {

  /**
   * The vendor told.
   *
   * @param value what
   * @param <T> what was asked for
   */
  record Given<T>(T value) implements Inquiry<T> {

    /** Checks that the value is there. */
    public Given {
      requireNonNull(value, "value");
    }
  }

  /**
   * The vendor said no.
   *
   * @param code why
   * @param <T> what was asked for
   */
  record Refused<T>(ResultCode code) implements Inquiry<T> {

    /** Checks that the code is there. */
    public Refused {
      requireNonNull(code, "code");
    }
  }

  /**
   * There was no answer, or none that can be read.
   *
   * @param reason why, in a few words
   * @param <T> what was asked for
   */
  record Failed<T>(String reason) implements Inquiry<T> {

    /** Checks that the reason is there. */
    public Failed {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Reads an answer.
   *
   * @param exchange what came of the request
   * @param parser reads the vendor's answer; a {@link CodecException} of it is a failure
   * @param <T> what was asked for
   * @return the result
   */
  static <T> Inquiry<T> of(Exchange exchange, Function<VendorResponse, Answer<T>> parser) {
    if (exchange instanceof Exchange.NotSent notSent) {
      return new Failed<>(notSent.reason());
    }
    if (exchange instanceof Exchange.InDoubt inDoubt) {
      return new Failed<>(inDoubt.reason());
    }
    try {
      Answer<T> answer = parser.apply(((Exchange.Answered) exchange).response());
      return answer instanceof Answer.Given<T> given
          ? new Given<>(given.value())
          : new Refused<>(((Answer.Refused<T>) answer).code());
    } catch (CodecException e) {
      return new Failed<>("an answer that cannot be read: " + e.getMessage());
    }
  }
}
