package dev.yizhan.gateway.core.search;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.Submission;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The records of all consumers, for operators. Nothing of it acknowledges anything. */
public final class RecordSearch {

  /** The most records about a submission that are returned together. */
  public static final int MOST_ABOUT = 200;

  /** By which clocks of nodes may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final RecordSearchStore store;
  private final InboxStore inbox;
  private final Clock clock;
  private final Events events;

  public RecordSearch(RecordSearchStore store, InboxStore inbox, Clock clock, Events events) {
    this.store = store;
    this.inbox = inbox;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Finds records, newest first.
   *
   * @throws GatewayException if it names neither a consumer nor a number
   */
  public RecordPage find(RecordQuery query) {
    if (query.consumer().isEmpty() && query.number().isEmpty()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "consumer, number: give at least one of them");
    }
    return store.find(query);
  }

  /**
   * What has come about a submission and the recipients of its page, oldest first.
   *
   * @return {@link #MOST_ABOUT} at most
   */
  public List<FoundRecord> about(Submission submission) {
    return store.about(
        submission.id(),
        submission.deliveries().stream().map(Delivery::number).toList(),
        submission.head().createdAt().minus(SKEW),
        MOST_ABOUT);
  }

  /**
   * Where the readers stand, by consumer.
   *
   * @param consumer the only one; empty for all
   */
  public List<InboxStore.Backlog> readers(Optional<String> consumer) {
    return inbox.backlogs().stream()
        .filter(each -> consumer.isEmpty() || consumer.get().equals(each.consumer()))
        .sorted(
            Comparator.comparing(InboxStore.Backlog::consumer)
                .thenComparing(InboxStore.Backlog::kind)
                .thenComparing(each -> each.reader().name()))
        .toList();
  }

  /**
   * Reads the text of an inbound message. That this was done is kept in the journal.
   *
   * @param who the operator, who may read texts
   * @throws GatewayException if there is no such message
   */
  public StoredReply readReply(long id, String who) {
    StoredReply reply =
        store
            .readReply(id, who, clock.instant())
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.UNKNOWN_SUBMISSION, "There is no inbound message of this id"));
    events.operatorActed("read the text of", who, "inbound message " + id);
    return reply;
  }
}
