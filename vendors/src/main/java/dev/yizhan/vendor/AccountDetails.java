package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What a vendor reports about an account.
 *
 * @param user its name
 * @param balance yuan
 * @param prices of messages
 * @param segmentLength characters of a segment
 * @param signature what the vendor adds to texts
 * @param agent the account above it
 * @param contact who owns it
 */
public record AccountDetails(
    String user,
    BigDecimal balance,
    Prices prices,
    int segmentLength,
    String signature,
    String agent,
    Contact contact) {

  /**
   * Prices in yuan.
   *
   * @param segment a segment of a text message
   * @param voice a voice message
   * @param fax a fax
   * @param mms a multimedia message
   */
  public record Prices(BigDecimal segment, BigDecimal voice, BigDecimal fax, BigDecimal mms) {

    /** Checks that nothing is {@code null}. */
    public Prices {
      requireNonNull(segment, "segment");
      requireNonNull(voice, "voice");
      requireNonNull(fax, "fax");
      requireNonNull(mms, "mms");
    }
  }

  /**
   * Who owns an account. What the vendor does not report is empty.
   *
   * @param company its name
   * @param person whom to ask
   * @param details how to reach that person
   */
  public record Contact(String company, String person, String details) {

    /** Checks that nothing is {@code null}. */
    public Contact {
      requireNonNull(company, "company");
      requireNonNull(person, "person");
      requireNonNull(details, "details");
    }
  }

  /** Checks that nothing is {@code null}. */
  public AccountDetails {
    requireNonNull(user, "user");
    requireNonNull(balance, "balance");
    requireNonNull(prices, "prices");
    requireNonNull(signature, "signature");
    requireNonNull(agent, "agent");
    requireNonNull(contact, "contact");
  }

  /** Shows the account only: people and numbers stay out of logs. */
  @Override
  public String toString() {
    return "AccountDetails[" + user + "]";
  }
}
