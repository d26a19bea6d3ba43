package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account as winic's asmx service describes it: ten fields, in some answers three more (document
 * 2, 7.3).
 *
 * <p>{@code 000/user/2.3000/0.1000/63/【签名】/0.2000/0.3000/0.3000/agent}
 *
 * @param balance in yuan
 * @param price of a message, in yuan
 * @param characters of a billed segment
 * @param signature what the vendor puts before a text; may contain a slash
 * @param voicePrice of a voice message, in yuan
 * @param faxPrice of a fax, in yuan
 * @param mmsPrice of a picture message, in yuan
 * @param agent the account through which this one was sold
 * @param company empty if not given
 * @param contact a person; empty if not given
 * @param contactDetails empty if not given
 */
public record WinicAccount(
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
  public WinicAccount {
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
        Decimals.parse(fields, 3, start),
        Integer.parseInt(fields.group(4)),
        fields.group(5),
        Decimals.parse(fields, 6, start),
        Decimals.parse(fields, 7, start),
        Decimals.parse(fields, 8, start),
        fields.group(9),
        requireNonNullElse(fields.group(10), ""),
        requireNonNullElse(fields.group(11), ""),
        requireNonNullElse(fields.group(12), ""));
  }

  /**
   * Writes the answer as the vendor does: thirteen fields, or ten if company, contact and contact
   * details are empty.
   */
  public String format() {
    String ten =
        String.join(
            "/",
            Winic.SUCCESS,
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

  /** Contains nothing of the account. */
  @Override
  public String toString() {
    return "WinicAccount";
  }
}
