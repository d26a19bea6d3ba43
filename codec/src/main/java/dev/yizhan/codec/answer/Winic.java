package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
import dev.yizhan.codec.internal.Span;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of winic's two services (documents 1 and 2; vendor-rules §§2, 3). Those of the asmx
 * service are the text inside the string element.
 */
public final class Winic {

  private static final Pattern CODE = Pattern.compile("-\\d{1,4}");
  private static final Pattern ID = Pattern.compile("\\d{16,40}");
  static final String SUCCESS = "000";

  private Winic() {}

  /**
   * The answer of the HTTP service to a send. Only the code decides whether the vendor accepted the
   * message; the counts are not zero on failure. A count or an amount that cannot be read is
   * absent.
   *
   * <p>{@code 000/Send:1/Consumption:.1/Tmoney:8.6/sid:0109105116643368}, or the code alone.
   *
   * @param code {@code 000} if accepted, otherwise a code of {@link WinicCode}
   * @param billed billed messages
   * @param charge in yuan
   * @param balance after the send, in yuan
   * @param id the vendor's id: as a rule {@code MMddHHmmss} and six digits, so a text with a
   *     leading zero
   */
  public record HttpSend(
      String code,
      OptionalInt billed,
      Optional<BigDecimal> charge,
      Optional<BigDecimal> balance,
      Optional<String> id) {

    private static final int LONGEST_COUNT = 9;

    private static final Pattern FORM =
        Pattern.compile(
            "(000|-\\d{1,4})/Send:([^/]*)/Consumption:([^/]*)/Tmoney:([^/]*)/sid:(\\d{0,40})");

    /** Checks that nothing is {@code null}. */
    public HttpSend {
      requireNonNull(code, "code");
      requireNonNull(billed, "billed");
      requireNonNull(charge, "charge");
      requireNonNull(balance, "balance");
      requireNonNull(id, "id");
    }

    /**
     * Reads an answer; white space around it is ignored.
     *
     * @throws CodecException if it is neither the five fields nor a code
     */
    public static HttpSend parse(String answer) {
      int start = start(answer);
      String text = Span.trimmed(answer);
      Matcher fields = FORM.matcher(text);
      if (fields.matches()) {
        return new HttpSend(
            fields.group(1),
            count(fields.group(2)),
            Decimals.find(fields.group(3)),
            Decimals.find(fields.group(4)),
            Optional.of(fields.group(5)).filter(id -> !id.isEmpty()));
      }
      if (CODE.matcher(text).matches()) {
        return new HttpSend(
            text, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
      }
      throw CodecException.at(start, "Neither code/Send/Consumption/Tmoney/sid nor a code");
    }

    private static OptionalInt count(String text) {
      return Span.isDigits(text, 0, text.length(), 1, LONGEST_COUNT)
          ? OptionalInt.of(Integer.parseInt(Span.trimmed(text)))
          : OptionalInt.empty();
    }

    /** Whether the code is {@code 000}. */
    public boolean accepted() {
      return code.equals(SUCCESS);
    }

    /**
     * Writes the answer as the vendor does, numbers without a leading zero: {@code
     * 000/Send:1/Consumption:.1/Tmoney:8.6/sid:0109105116643368}; the code alone if there is
     * nothing else.
     */
    public String format() {
      if (billed.isEmpty() && charge.isEmpty() && balance.isEmpty() && id.isEmpty()) {
        return code;
      }
      return code
          + "/Send:"
          + billed.orElse(0)
          + "/Consumption:"
          + charge.map(Winic::format).orElse("0")
          + "/Tmoney:"
          + balance.map(Winic::format).orElse("0")
          + "/sid:"
          + id.orElse("");
    }
  }

  /**
   * Reads the HTTP service's answer to a balance query.
   *
   * @param answer a decimal, negative for an account in debt, or exactly a code of the table:
   *     {@code 8.6}, {@code .5}, {@code -3.5}, {@code -02}
   * @return the balance in yuan, or the code
   * @throws CodecException if it is neither; the text {@code null} has been seen
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = Span.trimmed(answer);
    ResultCode code = ResultCode.of(WinicCode.class, text);
    return code instanceof ResultCode.Unlisted
        ? new Answer.Given<>(Decimals.parse(text, start(answer)))
        : new Answer.Refused<>(code);
  }

  /**
   * Reads the asmx service's answer to a send.
   *
   * @param answer the vendor's id, 16 digits or more, or a code
   * @throws CodecException if it is neither: {@code 000}, a page, nothing
   */
  public static Answer<String> asmxSend(String answer) {
    String text = Span.trimmed(answer);
    if (ID.matcher(text).matches()) {
      return new Answer.Given<>(text);
    }
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(ResultCode.of(WinicCode.class, text));
    }
    throw CodecException.at(start(answer), "Neither an id of 16 digits or more nor a code");
  }

  /**
   * Reads the asmx service's answer to GetUserInfo.
   *
   * @throws CodecException if it is neither an account nor a code
   */
  public static Answer<WinicAccount> account(String answer) {
    String text = Span.trimmed(answer);
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(ResultCode.of(WinicCode.class, text));
    }
    return new Answer.Given<>(WinicAccount.parse(text, start(answer)));
  }

  /**
   * Reads the asmx service's answer to RegineUser_.
   *
   * @param answer {@code 000}, or a code of {@link WinicRegisterCode}
   * @throws CodecException if it is neither
   */
  public static Answer<Done> registered(String answer) {
    return done(answer, WinicRegisterCode.class);
  }

  /**
   * Reads the asmx service's answer to EditUserPwd.
   *
   * @param answer {@code 000}, or a code of {@link WinicCode}
   * @throws CodecException if it is neither
   */
  public static Answer<Done> passwordChanged(String answer) {
    return done(answer, WinicCode.class);
  }

  /** The result of an operation that returns no data. */
  public enum Done {
    DONE
  }

  private static <E extends Enum<E> & ResultCode> Answer<Done> done(String answer, Class<E> codes) {
    String text = Span.trimmed(answer);
    if (text.equals(SUCCESS)) {
      return new Answer.Given<>(Done.DONE);
    }
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(ResultCode.of(codes, text));
    }
    throw CodecException.at(start(answer), "Neither 000 nor a code");
  }

  /**
   * Writes an amount in yuan as the vendor does, without trailing zeros and without a zero before
   * the point: {@code .1}, {@code -.2}, {@code 8.6}.
   */
  public static String format(BigDecimal amount) {
    String plain = amount.stripTrailingZeros().toPlainString();
    if (plain.startsWith("-0.")) {
      return "-" + plain.substring(2);
    }
    return plain.startsWith("0.") ? plain.substring(1) : plain;
  }

  private static int start(String answer) {
    return Span.start(answer, 0, answer.length());
  }
}
