package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.channel.CertificateEnd;
import dev.yizhan.gateway.core.door.FailedDelivery;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The receiving end of a callback. */
@FunctionalInterface
public interface Receiver {

  /**
   * Delivers records, and returns at once.
   *
   * @param done called once, within bounded time, on a thread that it must not block
   */
  void deliver(Delivery delivery, Consumer<Answer> done);

  /** The certificates on which deliveries depend, as far as they are known now. */
  default List<CertificateEnd> certificateEnds() {
    return List.of();
  }

  /**
   * Records of one kind, and failures: one or more of both.
   *
   * @param id the same whenever these records are delivered again
   * @param records in the order of their positions
   * @param failures of which a front door's client is told among the reports
   */
  record Delivery(
      long id,
      String consumer,
      RecordKind kind,
      List<? extends InboxRecord> records,
      List<FailedDelivery> failures) {

    /** Copies the lists. */
    public Delivery {
      records = List.copyOf(records);
      failures = List.copyOf(failures);
    }

    /** Without failures. */
    public Delivery(
        long id, String consumer, RecordKind kind, List<? extends InboxRecord> records) {
      this(id, consumer, kind, records, List.of());
    }

    int size() {
      return records.size() + failures.size();
    }
  }

  /** What became of a delivery. */
  enum Result {
    /** The receiver has the records. */
    ACCEPTED,
    /** The receiver refuses something in it. */
    REFUSED,
    /** The receiver got it and failed, perhaps because of a record or of their number. */
    FAILED,
    /** The receiver was not reached, or does not take anything now. */
    UNAVAILABLE
  }

  /**
   * The receiver's answer.
   *
   * @param reason for example {@code HTTP 503}; nothing that the receiver wrote
   * @param retryAfter how long the receiver asks to be left alone
   */
  record Answer(Result result, String reason, Optional<Duration> retryAfter) {}
}
