package dev.yizhan.codec.answer;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.ChanglongBalanceCode;
import dev.yizhan.codec.code.ChanglongSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.internal.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of changlong's ASP pages to sends and balance queries (document 3; vendor-rules §4).
 */
public final class Changlong {

  private static final Pattern SENT = Pattern.compile("0\\|(\\d{1,9})\\|(\\d{1,9})\\|([0-9,]*)");
  private static final Pattern REFUSED = Pattern.compile("(-\\d{1,4})(?:\\|(.*))?", Pattern.DOTALL);

  private Changlong() {}

  /**
   * The result of a send: {@code 0|accepted|failed|id,id,…}.
   *
   * @param accepted how many numbers the vendor accepted
   * @param failed how many it did not; it does not say which
   * @param ids one for each accepted number, or one for all
   */
  public record Sent(int accepted, int failed, List<String> ids) {

    /** Copies the list. */
    public Sent {
      ids = List.copyOf(ids);
    }

    /** As the vendor writes it: {@code 0|1|0|6408676}. */
    public String format() {
      return "0|" + accepted + "|" + failed + "|" + String.join(",", ids);
    }
  }

  /**
   * Reads the answer to sendsms_txt.
   *
   * @param answer {@code 0|accepted|failed|ids}, a code, or {@code -3|word}
   * @throws CodecException if it is none of them
   */
  public static Answer<Sent> send(String answer) {
    String text = Span.trimmed(answer);
    Matcher sent = SENT.matcher(text);
    if (sent.matches()) {
      return new Answer.Given<>(
          new Sent(
              Integer.parseInt(sent.group(1)),
              Integer.parseInt(sent.group(2)),
              ids(sent.group(3))));
    }
    Matcher refused = REFUSED.matcher(text);
    if (refused.matches()) {
      return new Answer.Refused<>(
          ResultCode.of(ChanglongSendCode.class, refused.group(1)),
          Optional.ofNullable(refused.group(2)).filter(word -> !word.isBlank()));
    }
    throw CodecException.at(Span.start(answer, 0, answer.length()), "Neither 0|a|b|ids nor a code");
  }

  /**
   * Reads the answer to Get_Account_Balance.
   *
   * @param answer 0 or more, or a code
   * @return the balance in messages, or the code
   * @throws CodecException if it is neither
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = Span.trimmed(answer);
    return RecordReader.isCode(text)
        ? new Answer.Refused<>(ResultCode.of(ChanglongBalanceCode.class, text))
        : new Answer.Given<>(Decimals.parse(text, Span.start(answer, 0, answer.length())));
  }

  private static List<String> ids(String list) {
    return Arrays.stream(list.split(",", -1)).filter(id -> !id.isEmpty()).toList();
  }
}
