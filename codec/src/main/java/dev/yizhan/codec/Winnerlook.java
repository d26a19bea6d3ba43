package dev.yizhan.codec;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of winnerlook's trigger service to sends and to questions for the balance, taken out
 * of their element (document 5, 2 and 3; vendor-rules §6).
 */
public final class Winnerlook {

  private static final Pattern BATCH = Pattern.compile("0*[1-9]\\d{0,39}");
  private static final Pattern REFUSED =
      Pattern.compile("(-\\d{1,4})(?:[:：](.*))?", Pattern.DOTALL);

  private Winnerlook() {}

  /**
   * Reads the answer to any of the commands that send.
   *
   * @param answer a batch id, all digits (19 as a rule), a code, or {@code -6:word}
   * @return the batch id as text, or the code, with the vendor's word as it came
   * @throws CodecException where it is neither
   */
  public static Answer<String> send(String answer) {
    String text = answer.strip();
    if (BATCH.matcher(text).matches()) {
      return new Answer.Given<>(text);
    }
    Matcher refused = REFUSED.matcher(text);
    if (refused.matches()) {
      return new Answer.Refused<>(
          WinnerlookCode.of(refused.group(1)),
          Optional.ofNullable(refused.group(2)).filter(word -> !word.isBlank()));
    }
    throw CodecException.at(
        Span.start(answer, 0, answer.length()), "Neither a batch id nor a code");
  }

  /**
   * Reads the answer to GetBalanceConnect. The document gives no unit.
   *
   * @param answer a decimal, or exactly one of the table's codes
   * @return the balance, or the code
   * @throws CodecException where it is neither
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = answer.strip();
    ResultCode code = WinnerlookCode.of(text);
    return code instanceof UnlistedCode
        ? new Answer.Given<>(Decimals.parse(text, Span.start(answer, 0, answer.length())))
        : new Answer.Refused<>(code);
  }
}
