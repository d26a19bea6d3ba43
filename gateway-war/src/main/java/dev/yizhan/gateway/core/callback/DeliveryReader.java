package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the records of the next delivery, no more than fit into memory well. */
final class DeliveryReader {

  /** Of the texts of one delivery. A longer text is delivered alone. */
  private static final int MAX_TEXT_CHARS = 256 << 10;

  private final InboxStore inbox;

  DeliveryReader(InboxStore inbox) {
    this.inbox = inbox;
  }

  /** Empty if all of them were removed after their retention time. */
  List<InboxRecord> read(Callback callback, Progress progress) {
    int limit = progress.limit(callback.maxRecords());
    Optional<Long> after = Optional.of(progress.acknowledged());
    List<? extends InboxRecord> found =
        progress.kind() == RecordKind.REPORTS
            ? inbox.reports(callback.consumer(), callback.position(), after, limit)
            : inbox.messages(callback.consumer(), callback.position(), after, limit);
    List<InboxRecord> records = new ArrayList<>();
    int chars = 0;
    for (InboxRecord record : found) {
      chars += record instanceof InboxMessage message ? message.text().length() : 0;
      boolean isBeyond = progress.isPending() && record.position() > progress.batch().last();
      if (isBeyond || !records.isEmpty() && !progress.isPending() && chars > MAX_TEXT_CHARS) {
        break;
      }
      records.add(record);
    }
    return records;
  }
}
