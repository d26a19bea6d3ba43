package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers of winic's two services (documents 1 and 2; vendor-rules §§2, 3). */
public final class Winic {

  private static final Pattern CODE = Pattern.compile("-\\d{1,4}");
  private static final Pattern ID = Pattern.compile("\\d{16,40}");

  private Winic() {}

  /**
   * The five-part answer of the HTTP service to a send. Only the first part tells whether it was
   * taken; the counts are not zero on failure.
   *
   * <p>{@code 000/Send:1/Consumption:.1/Tmoney:8.6/sid:0109105116643368}, or the code alone.
   *
   * @param code {@code 000} for taken, else a code of {@link WinicCode}
   * @param billed how many messages were billed
   * @param charge what they cost, in yuan
   * @param balance what is left, in yuan
   * @param id the vendor's id: {@code MMddHHmmss} and six digits as a rule, text with a leading
   *     zero
   */
  public record HttpSend(
      String code,
      OptionalInt billed,
      Optional<BigDecimal> charge,
      Optional<BigDecimal> balance,
      Optional<String> id) {

    private static final String TAKEN = "000";

    private static final Pattern FORM =
        Pattern.compile(
            "(000|-\\d{1,4})/Send:(\\d{1,9})/Consumption:([^/]*)/Tmoney:([^/]*)/sid:(\\d{0,40})");

    /** Checks that nothing is {@code null}. */
    public HttpSend {
      requireNonNull(code, "code");
      requireNonNull(billed, "billed");
      requireNonNull(charge, "charge");
      requireNonNull(balance, "balance");
      requireNonNull(id, "id");
    }

    /**
     * Reads an answer.
     *
     * @param answer as it came; white space around it is passed over
     * @return its parts; of a code that stands alone, only the code
     * @throws CodecException where it has neither form
     */
    public static HttpSend parse(String answer) {
      int start = start(answer);
      String text = answer.strip();
      Matcher parts = FORM.matcher(text);
      if (parts.matches()) {
        return new HttpSend(
            parts.group(1),
            OptionalInt.of(Integer.parseInt(parts.group(2))),
            Optional.of(decimal(parts, 3, start)),
            Optional.of(decimal(parts, 4, start)),
            Optional.of(parts.group(5)).filter(id -> !id.isEmpty()));
      }
      if (CODE.matcher(text).matches()) {
        return new HttpSend(
            text, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
      }
      throw CodecException.at(start, "Neither code/Send/Consumption/Tmoney/sid nor a code");
    }

    /**
     * Whether the vendor took the message.
     *
     * @return whether the code is {@code 000}
     */
    public boolean taken() {
      return code.equals(TAKEN);
    }

    /**
     * Writes the answer as the vendor does, numbers without a leading zero.
     *
     * @return for example {@code 000/Send:1/Consumption:.1/Tmoney:8.6/sid:0109105116643368}; the
     *     code alone where nothing else is there
     */
    public String format() {
      if (billed.isEmpty()) {
        return code;
      }
      return code
          + "/Send:"
          + billed.getAsInt()
          + "/Consumption:"
          + charge.map(Winic::format).orElse("0")
          + "/Tmoney:"
          + balance.map(Winic::format).orElse("0")
          + "/sid:"
          + id.orElse("");
    }
  }

  /**
   * Reads the HTTP service's answer to a question for the balance: a plain decimal, or exactly one
   * of the table's codes.
   *
   * @param answer as it came, for example {@code 8.6}, {@code .5}, {@code -02}
   * @return the balance in yuan, or the code
   * @throws CodecException where it is neither; {@code null} has been seen
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = answer.strip();
    return !(WinicCode.of(text) instanceof UnlistedCode)
        ? new Answer.Refused<>(WinicCode.of(text))
        : new Answer.Given<>(Decimals.parse(text, start(answer)));
  }

  /**
   * Reads the asmx service's answer to a send, taken out of its element.
   *
   * @param answer 16 digits or more, or a code
   * @return the vendor's id as text, or the code
   * @throws CodecException where it is neither: {@code 000}, a page, nothing
   */
  public static Answer<String> asmxSend(String answer) {
    String text = answer.strip();
    if (ID.matcher(text).matches()) {
      return new Answer.Given<>(text);
    }
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(WinicCode.of(text));
    }
    throw CodecException.at(start(answer), "Neither an id of 16 digits or more nor a code");
  }

  /**
   * What the asmx service tells of an account: ten parts, then perhaps three more (document 2,
   * 7.3).
   *
   * <p>{@code 000/user/2.3000/0.1000/63/【签名】/0.2000/0.3000/0.3000/agent}
   *
   * @param user its name
   * @param balance in yuan
   * @param price of a message, in yuan
   * @param characters of one billed part
   * @param signature what the vendor puts before a text; may hold a slash
   * @param voicePrice of a voice message, in yuan
   * @param faxPrice of a fax, in yuan
   * @param mmsPrice of a picture message, in yuan
   * @param agent whose customer the account is
   * @param company its company, empty where not told
   * @param contact whom to speak to, empty where not told
   * @param contactDetails how to reach them, empty where not told
   */
  public record Account(
      String user,
      BigDecimal balance,
      BigDecimal price,
      int characters,
      String signature,
      BigDecimal voicePrice,
      BigDecimal faxPrice,
      BigDecimal mmsPrice,
      String agent,
      String company,
      String contact,
      String contactDetails) {

    private static final Pattern FORM =
        Pattern.compile(
            "000/([^/]*)/([\\d.]+)/([\\d.]+)/(\\d{1,9})/(.*?)/([\\d.]+)/([\\d.]+)/([\\d.]+)"
                + "/([^/]*)(?:/([^/]*))?(?:/([^/]*))?(?:/(.*))?",
            Pattern.DOTALL);

    /** Checks that nothing is {@code null}. */
    public Account {
      requireNonNull(user, "user");
      requireNonNull(balance, "balance");
      requireNonNull(price, "price");
      requireNonNull(signature, "signature");
      requireNonNull(voicePrice, "voicePrice");
      requireNonNull(faxPrice, "faxPrice");
      requireNonNull(mmsPrice, "mmsPrice");
      requireNonNull(agent, "agent");
      requireNonNull(company, "company");
      requireNonNull(contact, "contact");
      requireNonNull(contactDetails, "contactDetails");
    }

    /**
     * Writes the answer as the vendor does.
     *
     * @return thirteen parts, or ten where company, contact and details are empty
     */
    public String format() {
      String ten =
          String.join(
              "/",
              "000",
              user,
              balance.toPlainString(),
              price.toPlainString(),
              Integer.toString(characters),
              signature,
              voicePrice.toPlainString(),
              faxPrice.toPlainString(),
              mmsPrice.toPlainString(),
              agent);
      return (company + contact + contactDetails).isEmpty()
          ? ten
          : String.join("/", ten, company, contact, contactDetails);
    }

    /**
     * Shows nothing of the account.
     *
     * @return {@code Account}
     */
    @Override
    public String toString() {
      return "Account";
    }
  }

  /**
   * Reads the asmx service's answer to a question for the account, taken out of its element.
   *
   * @param answer as it came
   * @return the account, or a code
   * @throws CodecException where it is neither
   */
  public static Answer<Account> account(String answer) {
    String text = answer.strip();
    int start = start(answer);
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(WinicCode.of(text));
    }
    Matcher parts = Account.FORM.matcher(text);
    if (!parts.matches()) {
      throw CodecException.at(start, "Neither the ten parts of an account nor a code");
    }
    return new Answer.Given<>(
        new Account(
            parts.group(1),
            decimal(parts, 2, start),
            decimal(parts, 3, start),
            Integer.parseInt(parts.group(4)),
            parts.group(5),
            decimal(parts, 6, start),
            decimal(parts, 7, start),
            decimal(parts, 8, start),
            parts.group(9),
            Objects.requireNonNullElse(parts.group(10), ""),
            Objects.requireNonNullElse(parts.group(11), ""),
            Objects.requireNonNullElse(parts.group(12), "")));
  }

  /**
   * Reads the asmx service's answer to RegineUser_, taken out of its element.
   *
   * @param answer {@code 000}, or a code of the operation's own table
   * @return nothing but the fact, or the code
   * @throws CodecException where it is neither
   */
  public static Answer<Done> registered(String answer) {
    return done(answer, WinicRegisterCode::of);
  }

  /**
   * Reads the asmx service's answer to EditUserPwd, taken out of its element.
   *
   * @param answer {@code 000}, or a code
   * @return nothing but the fact, or the code
   * @throws CodecException where it is neither
   */
  public static Answer<Done> passwordChanged(String answer) {
    return done(answer, WinicCode::of);
  }

  /** It is done; there is nothing to tell beside it. */
  public enum Done {
    /** The one constant. */
    DONE
  }

  private static Answer<Done> done(String answer, Function<String, ResultCode> codes) {
    String text = answer.strip();
    if (text.equals("000")) {
      return new Answer.Given<>(Done.DONE);
    }
    if (CODE.matcher(text).matches()) {
      return new Answer.Refused<>(codes.apply(text));
    }
    throw CodecException.at(start(answer), "Neither 000 nor a code");
  }

  /**
   * Writes an amount as the vendor does.
   *
   * @param amount in yuan
   * @return without trailing zeros and without a zero before the point: {@code .1}, {@code 8.6}
   */
  public static String format(BigDecimal amount) {
    String plain = amount.stripTrailingZeros().toPlainString();
    return plain.startsWith("0.") ? plain.substring(1) : plain;
  }

  private static int start(String answer) {
    return answer.length() - answer.stripLeading().length();
  }

  private static BigDecimal decimal(Matcher parts, int group, int start) {
    return Decimals.parse(parts.group(group), start + parts.start(group));
  }
}
