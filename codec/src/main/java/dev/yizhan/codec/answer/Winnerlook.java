package dev.yizhan.codec.answer;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.codec.internal.Span;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of winnerlook's trigger service to sends and balance queries (document 5, 2 and 3;
 * vendor-rules §6). They are the text inside the string element.
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
   * @throws CodecException if it is none of them
   */
  public static Answer<String> send(String answer) {
    String text = Span.trimmed(answer);
    if (BATCH.matcher(text).matches()) {
      return new Answer.Given<>(text);
    }
    Matcher refused = REFUSED.matcher(text);
    if (refused.matches()) {
      return new Answer.Refused<>(
          ResultCode.of(WinnerlookCode.class, refused.group(1)),
          Optional.ofNullable(refused.group(2)).filter(word -> !word.isBlank()));
    }
    throw CodecException.at(
        Span.start(answer, 0, answer.length()), "Neither a batch id nor a code");
  }

  /**
   * Reads the answer to GetBalanceConnect.
   *
   * @param answer a decimal, or exactly a code of the table
   * @return the balance, in a unit that the document does not name, or the code
   * @throws CodecException if it is neither
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = Span.trimmed(answer);
    ResultCode code = ResultCode.of(WinnerlookCode.class, text);
    return code instanceof ResultCode.Unlisted
        ? new Answer.Given<>(Decimals.parse(text, Span.start(answer, 0, answer.length())))
        : new Answer.Refused<>(code);
  }
}
