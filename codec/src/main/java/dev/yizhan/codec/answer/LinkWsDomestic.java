package dev.yizhan.codec.answer;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.LinkWsDomesticCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.internal.Span;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The answers of LinkWS's domestic interface to a send and to a balance query, as text or from a
 * SOAP result (vendor-rules §8, source W: public client code).
 */
public final class LinkWsDomestic {

  private static final Pattern ACCEPTED = Pattern.compile("0*[1-9][0-9]{0,39}");
  private static final Pattern CODE = Pattern.compile("-[0-9]{1,4}");

  private LinkWsDomestic() {}

  /**
   * Reads the answer to BatchSend2.
   *
   * @param answer an integer above 0 if accepted, or a negative code; an en dash counts as a minus
   * @return the integer as text, or the code
   * @throws CodecException if it is neither. {@code 0} is neither: some clients take it for
   *     success, others for a message that awaits approval or for a network error, so the outcome
   *     is unknown
   */
  public static Answer<String> send(String answer) {
    String text = normalized(answer);
    if (ACCEPTED.matcher(text).matches()) {
      return new Answer.Given<>(text);
    }
    if (CODE.matcher(text).matches()) {
      return refused(text);
    }
    throw CodecException.at(
        Span.start(answer, 0, answer.length()), "Neither an integer above 0 nor a code");
  }

  /**
   * Reads the answer to SelSum.
   *
   * @param answer 0 or more, or a negative code
   * @return the balance in messages, or the code
   * @throws CodecException if it is neither
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = normalized(answer);
    return CODE.matcher(text).matches()
        ? refused(text)
        : new Answer.Given<>(Decimals.parse(text, Span.start(answer, 0, answer.length())));
  }

  private static <T> Answer<T> refused(String code) {
    return new Answer.Refused<>(ResultCode.of(LinkWsDomesticCode.class, code));
  }

  private static String normalized(String answer) {
    return answer.strip().replace('–', '-');
  }
}
