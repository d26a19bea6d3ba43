package dev.yizhan.vendor;

import dev.yizhan.http.Outcome;

/**
 * A way to send over one account of one vendor: address, transport, credentials and limits are its
 * own. Thread-safe.
 */
public interface SmsVendor {

  /**
   * What the way can do and how much of it.
   *
   * @return its limits
   */
  Abilities abilities();

  /**
   * Makes a message ready: the text as it will go out, the recipients cut into calls of the
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
   * Asks for the balance.
   *
   * @return it, or why there is none
   */
  Outcome<Balance> balance();
}
