package dev.yizhan.vendor;

import dev.yizhan.codec.Records;
import dev.yizhan.http.Outcome;
import java.time.Duration;

/**
 * A way to send over one account of one vendor: address, transport, credentials and limits are its
 * own. Thread-safe. Every call goes out once, whatever happens; nothing that a network or a vendor
 * does is an exception. What the vendor cannot do at all ({@link Abilities#can}) is an {@link
 * UnsupportedOperationException}.
 */
public interface SmsVendor extends AutoCloseable {

  /**
   * What the way can do and how much of it.
   *
   * @return its limits
   */
  Abilities abilities();

  /**
   * Makes a message ready: the texts as they will go out, the recipients cut into calls of the
   * vendor's size, and whatever the vendor would surely refuse. Nothing is sent.
   *
   * @param message what is to be sent
   * @return the plan; with refusals in it, it has no calls
   */
  Plan plan(Message message);

  /**
   * Makes one call of a plan, once.
   *
   * @param call a call that this vendor planned
   * @return what came of it
   */
  Outcome<Sent> send(VendorCall call);

  /**
   * Asks for the balance. Vendors forbid asking often.
   *
   * @return it
   */
  Outcome<Balance> balance();

  /**
   * How long the vendor wants one to wait between two questions for the balance.
   *
   * @return 5 s where a document says nothing else
   */
  default Duration balancePause() {
    return Duration.ofSeconds(5);
  }

  /**
   * Takes reports. Most vendors hand a report out once: keep the answer before anything else can
   * fail, by a {@link dev.yizhan.http.Transport} in front of the real one.
   *
   * @return the reports, broken ones among them as they came
   */
  default Outcome<Records<Report>> reports() {
    throw new UnsupportedOperationException("This vendor has no reports");
  }

  /**
   * Takes replies. Most vendors hand a reply out once, as with {@link #reports}.
   *
   * @return the replies, broken ones among them as they came
   */
  default Outcome<Records<Reply>> replies() {
    throw new UnsupportedOperationException("This vendor has no replies");
  }

  /**
   * Asks for all of the account.
   *
   * @return what the vendor tells
   */
  default Outcome<AccountDetails> account() {
    throw new UnsupportedOperationException("This vendor tells only the balance");
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
   * Changes the account's password. From then on this way has the old one: make another. After
   * {@link Outcome.Unknown} either may be right.
   *
   * @param password the new one
   * @return done, or the vendor's code
   */
  default Outcome<Done> changePassword(String password) {
    throw new UnsupportedOperationException("This vendor changes no passwords");
  }

  /** Lets go what it holds; the transport is its owner's to close. */
  @Override
  default void close() {}
}
