package dev.yizhan.gateway.core.record;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Clock;

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
   * @param format of the account's vendor
   * @param body as received
   * @param contentType as received, empty if there was none
   * @return whether the push belongs to the account; otherwise it is only stored as unreadable
   * @throws StoreException if the store cannot be written
   */
  public boolean accept(RecordSource account, PushFormat format, byte[] body, String contentType) {
    try {
      PushedRecords.read(account, format, body, contentType).forEach(batch -> store(batch, body));
      return true;
    } catch (PushedRecords.ForeignAccountException e) {
      storeUnreadable(account, body, e);
      return false;
    } catch (IllegalArgumentException e) {
      storeUnreadable(account, body, e);
      return true;
    }
  }

  private void storeUnreadable(RecordSource account, byte[] body, RuntimeException reason) {
    LOG.log(
        System.Logger.Level.WARNING,
        "A push to account {0} cannot be read and is kept: {1}",
        account.account(),
        reason.getMessage());
    store.storeUnreadable(
        account.account(), body, String.valueOf(reason.getMessage()), clock.instant());
  }

  /**
   * If the store does not accept these records, the vendor must not repeat the push endlessly. Any
   * other failure is the store's: the vendor pushes again.
   */
  private void store(RecordBatch batch, byte[] body) {
    try {
      store.storePush(batch, body, clock.instant());
    } catch (StoreException first) {
      requireAboutData(first);
      try {
        store.storePush(batch, body, clock.instant());
      } catch (StoreException again) {
        requireAboutData(again);
        store.storeUnreadable(
            batch.source().account(), body, "its records cannot be stored", clock.instant());
      }
    }
  }

  private static void requireAboutData(StoreException e) {
    if (!e.isAboutData()) {
      throw e;
    }
  }
}
