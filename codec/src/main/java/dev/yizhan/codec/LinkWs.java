package dev.yizhan.codec;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The answers of LinkWS (document 4; vendor-rules §5), whether as text or out of a SOAP result. */
public final class LinkWs {

  private static final Pattern TAKEN = Pattern.compile("0*[1-9][0-9]{0,39}");
  private static final Pattern CODE = Pattern.compile("-[0-9]{1,4}|0+");

  private LinkWs() {}

  /**
   * Reads the answer to a send.
   *
   * @param answer an integer above 0 for taken, else a code; the document's en dash is taken for a
   *     minus
   * @return the integer as text, or the code; {@code 0} is a code that no table lists
   * @throws CodecException where it is neither
   */
  public static Answer<String> send(String answer) {
    String text = plain(answer);
    if (TAKEN.matcher(text).matches()) {
      return new Answer.Given<>(text);
    }
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(LinkWsSendCode.of(text));
    }
    throw CodecException.at(Span.start(answer, 0, answer.length()), "Not an integer");
  }

  /**
   * Reads the answer to a question for the balance.
   *
   * @param answer 0 or more messages, else a code
   * @return how many messages are left, or the code
   * @throws CodecException where it is neither
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = plain(answer);
    return text.startsWith("-") && CODE.matcher(text).matches()
        ? new Answer.Refused<>(LinkWsBalanceCode.of(text))
        : new Answer.Given<>(Decimals.parse(text, Span.start(answer, 0, answer.length())));
  }

  private static String plain(String answer) {
    return answer.strip().replace('–', '-');
  }
}
