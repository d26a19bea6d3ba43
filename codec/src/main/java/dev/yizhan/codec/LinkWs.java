package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The answers of LinkWS (document 4; vendor-rules §5), whether as text or out of a SOAP result. */
public final class LinkWs {

  private static final Pattern TAKEN = Pattern.compile("0*[1-9][0-9]{0,39}");
  private static final Pattern CODE = Pattern.compile("-[0-9]{1,4}|0+");

  /**
   * How an account's password and numbers go out; the vendor's accounts differ.
   *
   * @param digest of the password
   * @param numbers of mainland China
   */
  public record Dialect(Digest digest, Numbers numbers) {

    /** Lower-case MD5; mainland numbers as they are dialled in China. */
    public static final Dialect DEFAULT = new Dialect(Digest.LOWER_CASE, Numbers.DOMESTIC);

    /** How the MD5 of a password is written. */
    public enum Digest {
      /** {@code 5f4dcc3b…} */
      LOWER_CASE,
      /** {@code 5F4DCC3B…} */
      UPPER_CASE
    }

    /** How a number of mainland China is written. */
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
     * Writes a password.
     *
     * @param password in clear
     * @return 32 hexadecimal digits
     */
    public String password(String password) {
      return digest == Digest.LOWER_CASE ? WeakHash.md5(password) : WeakHash.md5UpperCase(password);
    }

    /**
     * Writes a number.
     *
     * @param number of any country
     * @return digits only
     */
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
