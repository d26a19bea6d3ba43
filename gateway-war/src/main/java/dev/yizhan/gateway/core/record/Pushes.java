package dev.yizhan.gateway.core.record;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.vendor.PushReader;
import dev.yizhan.vendor.record.Push;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Stores what vendors push. When it returns, the records are durable. */
public final class Pushes {

  private static final System.Logger LOG = System.getLogger(Pushes.class.getName());

  private final RecordStore store;
  private final Clock clock;

  public Pushes(RecordStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Stores a push. A push that cannot be read is stored, too.
   *
   * @param account that the push was sent to
   * @param reader of the account's vendor
   * @param ownsAccount whether the vendor's account name in the push belongs to the account
   * @param body as received
   * @return whether the push belongs to the account; otherwise it is only stored as unreadable
   * @throws StoreException if the store cannot be written
   */
  public boolean accept(
      RecordSource account, PushReader reader, Predicate<String> ownsAccount, byte[] body) {
    Push push;
    try {
      push = reader.read(body);
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} cannot be read: {1}",
          account.account(),
          e.getMessage());
      store.storeUnreadable(
          account.account(), body, String.valueOf(e.getMessage()), clock.instant());
      return true;
    }
    if (!ownsAccount.test(push.account())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} is for another account at the vendor and is stored as unreadable",
          account.account());
      store.storeUnreadable(
          account.account(),
          body,
          "it is for another account at the vendor (push-accounts)",
          clock.instant());
      return false;
    }
    IncomingRecords.Source source =
        new IncomingRecords.Source(account, push.origin() == Push.Origin.OURS, digest(body));
    if (!push.reports().items().isEmpty()) {
      store(IncomingRecords.reports(source, push.reports()), body);
    }
    if (!push.replies().items().isEmpty()) {
      store(IncomingRecords.inboundMessages(source, push.replies()), body);
    }
    return true;
  }

  /** If only these records cannot be stored, the vendor must not repeat the push endlessly. */
  private void store(RecordBatch batch, byte[] body) {
    try {
      store.storePush(batch, body, clock.instant());
    } catch (StoreException first) {
      store.probe();
      try {
        store.storePush(batch, body, clock.instant());
      } catch (StoreException again) {
        store.storeUnreadable(
            batch.source().account(), body, "its records cannot be stored", clock.instant());
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
