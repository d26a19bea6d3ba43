package dev.yizhan.gateway.core.inbox;

import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.vendor.winnerlook.WinnerlookPush;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Takes in what winnerlook pushes; when it returns, the store has it. */
public final class Pushes {

  private static final System.Logger LOG = System.getLogger(Pushes.class.getName());

  /** To give it back is a write that changes nothing: it fails where the store is away. */
  private static final long NO_POLL = 0;

  private final InboxStore store;
  private final Clock clock;

  /**
   * Writes to a store.
   *
   * @param store where the records go
   * @param clock for times
   */
  public Pushes(InboxStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Takes a push in. What cannot be read is kept too.
   *
   * @param account for which it came
   * @param isKnown whether the vendor's name of an account in it may be there
   * @param body as it came
   * @return whether it was taken in; what is somebody else's is only kept aside
   */
  public boolean accept(Account account, Predicate<String> isKnown, byte[] body) {
    WinnerlookPush push;
    try {
      push = WinnerlookPush.read(body);
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} cannot be read: {1}",
          account.name(),
          e.getMessage());
      store.unreadable(account.name(), body, String.valueOf(e.getMessage()), clock.instant());
      return true;
    }
    if (!isKnown.test(push.account())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} is for another account of the vendor''s and is kept aside",
          account.name());
      store.unreadable(
          account.name(),
          body,
          "it is for another account of the vendor's (push-accounts)",
          clock.instant());
      return false;
    }
    Arrivals.Source source =
        new Arrivals.Source(account, push.origin() == WinnerlookPush.Origin.TRIGGER, digest(body));
    if (!push.reports().items().isEmpty()) {
      store(Arrivals.reports(source, push.reports()), body);
    }
    if (!push.replies().items().isEmpty()) {
      store(Arrivals.replies(source, push.replies()), body);
    }
    return true;
  }

  /** Where it is only these records that cannot be stored, the vendor need not push for ever. */
  private void store(Batch batch, byte[] body) {
    try {
      store.pushed(batch, body, clock.instant());
    } catch (StoreException first) {
      store.release(NO_POLL);
      try {
        store.pushed(batch, body, clock.instant());
      } catch (StoreException again) {
        store.unreadable(batch.account(), body, "its records cannot be stored", clock.instant());
      }
    }
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
