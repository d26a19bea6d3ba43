package dev.yizhan.gateway.core.operation;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Searches and changes by operators. */
public final class OperatorActions {

  /** The states to which an unknown delivery can be settled. */
  public static final Set<DeliveryState> SETTLED_STATES =
      EnumSet.of(
          DeliveryState.SUBMITTED,
          DeliveryState.REJECTED,
          DeliveryState.DELIVERED,
          DeliveryState.FAILED);

  /** One of {@link #SETTLED_STATES}, by its name. */
  public static Optional<DeliveryState> settledState(Optional<String> name) {
    return SETTLED_STATES.stream()
        .filter(state -> name.filter(state.name()::equals).isPresent())
        .findFirst();
  }

  private final Channels channels;
  private final ChannelStates states;
  private final OperatorStore store;
  private final Clock clock;
  private final Events events;

  public OperatorActions(
      Channels channels, ChannelStates states, OperatorStore store, Clock clock, Events events) {
    this.events = events;
    this.channels = channels;
    this.states = states;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Finds submissions, newest first. Those of consumers and channels that are no longer configured
   * are found too.
   *
   * @param isConsumer whether a consumer is configured
   * @throws GatewayException if nothing is found, and the channel or the consumer does not exist
   */
  public SearchPage search(SearchQuery query, Predicate<String> isConsumer) {
    SearchPage page = store.search(query);
    if (page.submissions().isEmpty()) {
      query.channel().ifPresent(channels::named);
      query
          .consumer()
          .filter(isConsumer.negate())
          .ifPresent(
              name -> {
                throw unknownConsumer();
              });
    }
    return page;
  }

  /** Due calls and unknown deliveries, of all nodes. */
  public Backlog backlog() {
    return store.backlog(clock.instant());
  }

  /** The fault for a search that names a consumer which does not exist. */
  public static GatewayException unknownConsumer() {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "consumer: there is no consumer of this name, and the store has no such submission of one."
            + " Check the name, also its case");
  }

  /**
   * Settles an unknown delivery.
   *
   * @param number the recipient
   * @param state one of {@link #SETTLED_STATES}
   * @param who the operator
   * @param reason how the operator knows
   * @throws GatewayException if there is no such delivery, or it is not unknown
   */
  public Settlement settle(
      long submission, PhoneNumber number, DeliveryState state, String who, String reason) {
    if (!SETTLED_STATES.contains(state)) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "state: settle an unknown delivery as one of " + SETTLED_STATES);
    }
    Settlement settlement = new Settlement(state, who, checkedReason(reason), clock.instant());
    Optional<DeliveryState> before = store.settle(submission, number, settlement);
    if (before.isEmpty()) {
      throw GatewayException.of(
          FaultCode.UNKNOWN_SUBMISSION, "There is no submission of this id to this number");
    }
    if (before.get() != DeliveryState.UNKNOWN) {
      throw GatewayException.of(
          FaultCode.NOT_UNKNOWN,
          "The delivery is " + before.get() + ": only an UNKNOWN one can be settled");
    }
    events.operatorActed("settled " + state, who, Long.toString(submission));
    return settlement;
  }

  /**
   * Cancels the deliveries of a submission that wait. Others stay as they are.
   *
   * @param who the operator
   * @throws GatewayException if there is no such submission
   */
  public Cancellation cancel(SubmissionName name, String who, String reason) {
    if (!name.isComplete()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "submissionId, consumer, requestId: give the submission's id, or the consumer and its"
              + " requestId");
    }
    Cancellation cancellation =
        store
            .cancel(name, who, checkedReason(reason), clock.instant())
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.UNKNOWN_SUBMISSION,
                        name.id().isPresent()
                            ? "There is no submission of this id"
                            : "There is no submission of this consumer with this requestId"));
    if (cancellation.isDone()) {
      events.operatorActed("cancelled", who, Long.toString(cancellation.submission().id()));
    }
    return cancellation;
  }

  /**
   * Reads the text of a message to a recipient. That this was done is kept in the journal.
   *
   * @param position of the recipient
   * @param who the operator, who may read texts
   * @throws GatewayException if there is no such submission or recipient
   */
  public StoredText readText(long submission, int position, String who) {
    StoredText text =
        store
            .readText(submission, position, who, clock.instant())
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.UNKNOWN_SUBMISSION,
                        "There is no submission of this id with this recipient"));
    events.operatorActed("read the text of", who, Long.toString(submission));
    return text;
  }

  /**
   * Suspends a channel. Its calls wait.
   *
   * @param who the operator
   * @throws GatewayException if there is no such channel
   */
  public Channel suspend(String channel, String who, String reason) {
    return change(channel, true, who, reason);
  }

  /**
   * Resumes a channel.
   *
   * @param who the operator
   * @throws GatewayException if there is no such channel
   */
  public Channel resume(String channel, String who, String reason) {
    return change(channel, false, who, reason);
  }

  private Channel change(String name, boolean suspended, String who, String reason) {
    Channel channel = channels.named(name);
    states.change(
        name,
        new ChannelStateStore.ChannelState(suspended, who, checkedReason(reason), clock.instant()));
    events.operatorActed(suspended ? "suspended" : "resumed", who, name);
    return channel;
  }

  private static String checkedReason(String reason) {
    if (reason.isBlank()) {
      throw GatewayException.of(FaultCode.INVALID_REQUEST, "reason: state why, for later readers");
    }
    return reason.strip();
  }
}
