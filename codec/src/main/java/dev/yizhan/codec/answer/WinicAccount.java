package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.yizhan.codec.CodecException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account as winic's asmx service describes it: ten fields, in some answers three more (document
 * 2, 7.3).
 *
 * <p>{@code 000/user/2.3000/0.1000/63/【签名】/0.2000/0.3000/0.3000/agent}
 *
 * @param balance in yuan; negative for an account in debt
 * @param prices of each kind of message
 * @param characters of a billed segment
 * @param signature what the vendor puts before a text; may contain a slash
 * @param agent the account through which this one was sold
 * @param contact of the customer; its fields are empty if the answer has ten fields
 */
public record WinicAccount(
    String user,
    BigDecimal balance,
    Prices prices,
    int characters,
    String signature,
    String agent,
    Contact contact) {

  /**
   * Prices in yuan.
   *
   * @param sms of a message, for each billed segment
   * @param voice of a voice message
   * @param fax of a fax
   * @param mms of a picture message
   */
  public record Prices(BigDecimal sms, BigDecimal voice, BigDecimal fax, BigDecimal mms) {

    /** Checks that nothing is {@code null}. */
    public Prices {
      requireNonNull(sms, "sms");
      requireNonNull(voice, "voice");
      requireNonNull(fax, "fax");
      requireNonNull(mms, "mms");
    }
  }

  /**
   * Whom the vendor knows for the account; each may be empty.
   *
   * @param details a phone number, for example
   */
  public record Contact(String company, String person, String details) {

    /** Nobody. */
    public static final Contact NONE = new Contact("", "", "");

    /** Checks that nothing is {@code null}. */
    public Contact {
      requireNonNull(company, "company");
      requireNonNull(person, "person");
      requireNonNull(details, "details");
    }

    /** Contains nothing of the contact. */
    @Override
    public String toString() {
      return "Contact";
    }
  }

  private static final String SUCCESS = "000";

  private static final Pattern FORM =
      Pattern.compile(
          "000/([^/]*)/([-+.\\dEe]+)/([-+.\\dEe]+)/(\\d{1,9})"
              + "/(.*?)/([-+.\\dEe]+)/([-+.\\dEe]+)/([-+.\\dEe]+)"
              + "/([^/]*)(?:/([^/]*))?(?:/([^/]*))?(?:/(.*))?",
          Pattern.DOTALL);

  /** Checks that nothing is {@code null}. */
  public WinicAccount {
    requireNonNull(user, "user");
    requireNonNull(balance, "balance");
    requireNonNull(prices, "prices");
    requireNonNull(signature, "signature");
    requireNonNull(agent, "agent");
    requireNonNull(contact, "contact");
  }

  /**
   * Reads an account.
   *
   * @param start where the text begins in the answer
   * @throws CodecException if it is no account
   */
  static WinicAccount parse(String text, int start) {
    Matcher fields = FORM.matcher(text);
    if (!fields.matches()) {
      throw CodecException.at(start, "Neither the ten fields of an account nor a code");
    }
    return new WinicAccount(
        fields.group(1),
        Decimals.parse(fields, 2, start),
        new Prices(
            Decimals.parse(fields, 3, start),
            Decimals.parse(fields, 6, start),
            Decimals.parse(fields, 7, start),
            Decimals.parse(fields, 8, start)),
        Integer.parseInt(fields.group(4)),
        fields.group(5),
        fields.group(9),
        new Contact(
            requireNonNullElse(fields.group(10), ""),
            requireNonNullElse(fields.group(11), ""),
            requireNonNullElse(fields.group(12), "")));
  }

  /**
   * Writes the answer as the vendor does: thirteen fields, or ten if company, contact and contact
   * details are empty.
   */
  public String format() {
    String ten =
        String.join(
            "/",
            SUCCESS,
            user,
            balance.toPlainString(),
            prices.sms().toPlainString(),
            Integer.toString(characters),
            signature,
            prices.voice().toPlainString(),
            prices.fax().toPlainString(),
            prices.mms().toPlainString(),
            agent);
    return contact.equals(Contact.NONE)
        ? ten
        : String.join("/", ten, contact.company(), contact.person(), contact.details());
  }

  /** Contains nothing of the account. */
  @Override
  public String toString() {
    return "WinicAccount";
  }
}
