package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.WeakHash;
import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.codec.code.LinkWsSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.internal.Span;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The answers of LinkWS, as text or from a SOAP result (document 4; vendor-rules §5). */
public final class LinkWs {

  private static final Pattern ACCEPTED = Pattern.compile("0*[1-9][0-9]{0,39}");
  private static final Pattern CODE = Pattern.compile("-[0-9]{1,4}");

  /**
   * The form of passwords and numbers, which differs between the vendor's accounts.
   *
   * @param numbers of mainland China
   */
  public record Dialect(Digest digest, Numbers numbers) {

    /** Lower-case MD5; mainland numbers without country code. */
    public static final Dialect DEFAULT = new Dialect(Digest.LOWER_CASE, Numbers.DOMESTIC);

    /** The MD5 of a password. */
    public enum Digest {
      /** {@code 5f4dcc3b…} */
      LOWER_CASE,
      /** {@code 5F4DCC3B…} */
      UPPER_CASE
    }

    /** The form of a mainland number. */
    public enum Numbers {
      /** {@code 13800138000} */
      DOMESTIC,
      /** {@code 8613800138000} */
      INTERNATIONAL
    }

    /** Checks that nothing is {@code null}. */
    public Dialect {
      requireNonNull(digest, "digest");
      requireNonNull(numbers, "numbers");
    }

    /**
     * The digest of a password.
     *
     * @param password in clear
     * @return 32 hexadecimal digits
     */
    public String password(String password) {
      return digest == Digest.LOWER_CASE ? WeakHash.md5(password) : WeakHash.md5UpperCase(password);
    }

    /** Digits only. */
    public String number(PhoneNumber number) {
      return numbers == Numbers.DOMESTIC && number.kind() != PhoneNumber.Kind.INTERNATIONAL
          ? number.digits()
          : number.withCountryCode();
    }
  }

  private LinkWs() {}

  /**
   * Reads the answer to a send.
   *
   * @param answer an integer above 0 if accepted, otherwise a code; the document's en dash counts
   *     as a minus
   * @return the integer as text, or the code
   * @throws CodecException if it is neither; {@code 0} is neither, since the document gives it no
   *     meaning, and public clients take it for accepted, for awaiting approval or for a time-out
   *     (vendor-rules §8)
   */
  public static Answer<String> send(String answer) {
    String text = normalized(answer);
    if (ACCEPTED.matcher(text).matches()) {
      return new Answer.Given<>(text);
    }
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(ResultCode.of(LinkWsSendCode.class, text));
    }
    throw CodecException.at(
        Span.start(answer, 0, answer.length()), "Neither an integer above 0 nor a code");
  }

  /**
   * Reads the answer to a balance query.
   *
   * @param answer 0 or more, or a code
   * @return the balance in messages, or the code
   * @throws CodecException if it is neither
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = normalized(answer);
    return CODE.matcher(text).matches()
        ? new Answer.Refused<>(ResultCode.of(LinkWsBalanceCode.class, text))
        : new Answer.Given<>(Decimals.parse(text, Span.start(answer, 0, answer.length())));
  }

  private static String normalized(String answer) {
    return Span.trimmed(answer).replace('–', '-');
  }
}
