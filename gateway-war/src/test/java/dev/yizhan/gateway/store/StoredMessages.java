package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores inbound messages for tests outside the store. */
public final class StoredMessages {

  private StoredMessages() {}

  /** Stores a report that waits for its delivery. */
  public static void waitingReport(GatewayStore store, String vendorId, String number) {
    store
        .records()
        .storePush(
            InboxContract.batch(
                RecordKind.REPORTS,
                List.of(InboxContract.report(vendorId, number, "DELIVRD")),
                List.of()),
            new byte[] {2},
            Instant.now());
  }

  /** Stores an answer of which some records cannot be read. */
  public static void broken(GatewayStore store, String... records) {
    store
        .records()
        .storePush(
            InboxContract.batch(RecordKind.REPORTS, List.of(), List.of(records)),
            String.join(" ", records).getBytes(StandardCharsets.UTF_8),
            Instant.now());
  }

  /** Stores messages of a consumer. */
  public static void store(GatewayStore store, String consumer, String... texts) {
    store(store.records(), consumer, texts);
  }

  /** Stores messages of a consumer; one with a text that was stored before is a duplicate. */
  public static void store(RecordStore records, String consumer, String... texts) {
    List<IncomingRecord> messages = new ArrayList<>();
    for (String text : texts) {
      messages.add(InboxContract.reply(text, "13800138000", "", text, Optional.empty()));
    }
    records.storePush(InboxContract.batchOf(consumer, messages), new byte[] {1}, Instant.now());
  }
}
