package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * All that a vendor tells of an account.
 *
 * @param user its name
 * @param balance yuan
 * @param unitPrice yuan a part
 * @param partLength characters of a part
 * @param signature what the vendor puts before or behind texts
 * @param voicePrice yuan
 * @param faxPrice yuan
 * @param mmsPrice yuan
 * @param agent the account above it
 * @param company empty where the vendor does not tell it
 * @param contact empty where the vendor does not tell it
 * @param contactDetails empty where the vendor does not tell it
 */
public record AccountDetails(
    String user,
    BigDecimal balance,
    BigDecimal unitPrice,
    int partLength,
    String signature,
    BigDecimal voicePrice,
    BigDecimal faxPrice,
    BigDecimal mmsPrice,
    String agent,
    String company,
    String contact,
    String contactDetails) {

  /** Checks that nothing is {@code null}. */
  public AccountDetails {
    requireNonNull(user, "user");
    requireNonNull(balance, "balance");
    requireNonNull(unitPrice, "unitPrice");
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
   * Shows the account only: people and numbers stay out of logs.
   *
   * @return the user
   */
  @Override
  public String toString() {
    return "AccountDetails[" + user + "]";
  }
}
