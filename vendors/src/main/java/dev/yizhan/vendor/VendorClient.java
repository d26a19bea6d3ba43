package dev.yizhan.vendor;

import dev.yizhan.codec.answer.Records;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.time.Duration;

/**
 * Calls one vendor for one account. Thread-safe. Every call is sent once, whatever happens; nothing
 * that a network or a vendor does is an exception. What the vendor cannot do at all ({@link
 * Abilities#can}) is an {@link UnsupportedOperationException}.
 */
public interface VendorClient extends AutoCloseable {

  /**
   * What this account can do, and its limits.
   *
   * @return the abilities
   */
  Abilities abilities();

  /**
   * Plans a message: the texts as they will be sent, the recipients split into calls of the
   * vendor's size, and whatever the vendor would surely refuse. Nothing is sent.
   *
   * @param message what is to be sent
   * @return the plan; without calls if anything is refused
   */
  Plan plan(Message message);

  /**
   * Makes one call of a plan, once.
   *
   * @param call a call that a client of this vendor planned
   * @return the outcome
   */
  Outcome<Sent> send(VendorCall call);

  /**
   * Queries the balance. Vendors limit how often ({@link #balancePause}).
   *
   * @return the balance
   */
  Outcome<Balance> balance();

  /**
   * The shortest time between two balance queries.
   *
   * @return 5 s where the vendor's document says nothing else
   */
  default Duration balancePause() {
    return Duration.ofSeconds(5);
  }

  /**
   * The shortest time between two polls for reports, and between two for inbound messages.
   *
   * @return 5 s where the vendor's document says nothing else
   */
  default Duration pollPause() {
    return Duration.ofSeconds(5);
  }

  /**
   * Polls delivery reports. Most vendors delete a report when it is read: store the answer before
   * it is parsed ({@link AnswerRecorder}).
   *
   * @param via carries this poll in place of the client's own transport
   * @return the reports, broken ones among them as they came
   */
  default Outcome<Records<Report>> reports(Transport via) {
    throw new UnsupportedOperationException("This vendor has no reports");
  }

  /**
   * Polls inbound messages. Most vendors delete a message when it is read, as with {@link
   * #reports}.
   *
   * @param via carries this poll in place of the client's own transport
   * @return the messages, broken ones among them as they came
   */
  default Outcome<Records<Reply>> replies(Transport via) {
    throw new UnsupportedOperationException("This vendor has no replies");
  }

  /**
   * Queries the account's details.
   *
   * @return the details
   */
  default Outcome<AccountDetails> account() {
    throw new UnsupportedOperationException("This vendor reports only the balance");
  }

  /**
   * Registers another account.
   *
   * @param account the new one
   * @return done, or the vendor's code
   */
  default Outcome<Done> register(NewAccount account) {
    throw new UnsupportedOperationException("This vendor registers no accounts");
  }

  /**
   * Changes the account's password. This client keeps the old one: open another. After {@link
   * Outcome.Unknown} either password may be right.
   *
   * @param password the new one
   * @return done, or the vendor's code
   */
  default Outcome<Done> changePassword(String password) {
    throw new UnsupportedOperationException("This vendor changes no passwords");
  }

  /** Releases what it holds. The transport is closed by its owner. */
  @Override
  default void close() {}
}
