package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.Fingerprint;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores submissions, sends them, and finds them again. */
public final class Submissions {

  private final SubmissionPlanner planner;
  private final Quotas quotas;
  private final SubmissionStore store;
  private final CallRunner runner;
  private final Clock clock;
  private final Events events;

  public Submissions(
      Channels channels,
      ChannelStates states,
      Supplier<GlobalLimits> limits,
      Quotas quotas,
      SubmissionStore store,
      CallRunner runner,
      Clock clock,
      Events events) {
    this.planner = new SubmissionPlanner(channels, states, limits, clock);
    this.quotas = quotas;
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Sends. When this returns, the submission is stored, and so is its outcome if it was known
   * within the request's maximum wait.
   *
   * @throws GatewayException if nothing is or will be sent, except for {@link
   *     FaultCode#STORE_IN_DOUBT}
   */
  public Submission send(Sender sender, SendRequest request) {
    String consumer = sender.name();
    NewSubmission submission;
    Quotas.Reservation reservation;
    try {
      submission = planner.plan(sender, request);
      reservation = quotas.reserve(sender, request.content().numbers());
    } catch (GatewayException e) {
      return findRepeated(consumer, request).orElseThrow(() -> e);
    }
    RunningSubmissions running = runner.running();
    running.acquire(submission.id());
    CompletableFuture<Optional<CallEnd>> completion = running.completion(submission.id());
    CompletableFuture<SubmissionStore.Insertion> insertion = store.insertAsync(submission);
    // The store's thread dispatches the first call; this thread waits once, for the end of all.
    CompletableFuture<Optional<CallEnd>> end =
        insertion
            .whenComplete((inserted, failure) -> dispatch(submission, inserted))
            .thenCompose(inserted -> completion);
    Optional<CallEnd> onlyEnd = RunningSubmissions.await(end, request.maxWait());
    if (await(insertion, submission, reservation)
        instanceof SubmissionStore.Insertion.Repeated repeated) {
      reservation.release();
      return repeat(consumer, request, repeated);
    }
    events.submitted(submission);
    return onlyEnd.isPresent()
            && submission.calls().size() == 1
            && submission.calls().get(0).recipients().size() <= Submission.PAGE
        ? Submission.of(submission, onlyEnd.get())
        : read(consumer, submission.id());
  }

  private void dispatch(NewSubmission submission, SubmissionStore.@Nullable Insertion insertion) {
    if (insertion instanceof SubmissionStore.Insertion.Inserted
        && submission.start() == NewSubmission.Start.CLAIMED) {
      runner.dispatch(submission.first());
    } else {
      runner.running().release(submission.id());
    }
  }

  private static SubmissionStore.Insertion await(
      CompletableFuture<SubmissionStore.Insertion> insertion,
      NewSubmission submission,
      Quotas.Reservation reservation) {
    try {
      return StoreException.await(insertion);
    } catch (StoreException e) {
      if (e.certainty() == StoreException.Certainty.NOT_DONE) {
        reservation.release();
        throw e;
      }
      throw GatewayException.about(
          FaultCode.STORE_IN_DOUBT,
          submission.id(),
          "It is unknown whether the submission was stored, so it may be sent. "
              + (submission.head().requestId().isPresent()
                  ? "Repeat it with the same requestId, which never sends twice"
                  : "Do not send it again before the gateway's operator has searched for "
                      + submission.id()));
    }
  }

  private Submission repeat(
      String consumer, SendRequest request, SubmissionStore.Insertion.Repeated repeated) {
    if (!Fingerprint.matches(repeated.fingerprint(), request)) {
      throw GatewayException.about(
          FaultCode.REQUEST_ID_CONFLICT,
          repeated.id(),
          "The requestId was used before, with different content (submission "
              + repeated.id()
              + "). Use a new one for each message");
    }
    Optional<CallEnd> unused =
        RunningSubmissions.await(runner.running().completion(repeated.id()), request.maxWait());
    return read(consumer, repeated.id());
  }

  /**
   * A request that would be refused now may repeat one that was accepted earlier: its time has
   * passed since, a channel has changed, or an earlier version took its numbers.
   */
  private Optional<Submission> findRepeated(String consumer, SendRequest request) {
    return request
        .requestId()
        .filter(id -> Fingerprint.canBeStored(request))
        .flatMap(id -> store.findByRequestId(consumer, id))
        .map(repeated -> repeat(consumer, request, repeated));
  }

  private Submission read(String consumer, long id) {
    try {
      return store.find(Optional.of(consumer), id, 0).orElseThrow();
    } catch (StoreException e) {
      // Not a retryable fault: the submission is stored.
      throw GatewayException.about(
          FaultCode.INTERNAL,
          id,
          "Submission "
              + id
              + " is stored and being sent, but cannot be read now. Call GetSubmission later, and"
              + " do not send it again");
    }
  }

  /**
   * Cancels the deliveries of a submission that wait. Others stay as they are.
   *
   * @throws GatewayException if there is no such submission
   */
  public Submission cancel(String consumer, long id) {
    if (!store.cancel(consumer, id, clock.instant())) {
      throw unknown();
    }
    return read(consumer, id);
  }

  /**
   * Finds a submission by its id, or by the request id.
   *
   * @param consumer empty for an operator, who may see all submissions by id
   * @param from the first delivery of the page, from 0
   * @throws GatewayException if there is none
   */
  public Submission find(
      Optional<String> consumer, Optional<Long> id, Optional<String> requestId, int from) {
    return id.or(() -> consumer.flatMap(owner -> requestId.flatMap(given -> idOf(owner, given))))
        .flatMap(found -> store.find(consumer, found, from))
        .orElseThrow(Submissions::unknown);
  }

  private Optional<Long> idOf(String consumer, String requestId) {
    return store.findByRequestId(consumer, requestId).map(SubmissionStore.Insertion.Repeated::id);
  }

  private static GatewayException unknown() {
    return GatewayException.of(
        FaultCode.UNKNOWN_SUBMISSION, "This consumer has no submission with this id or requestId");
  }
}
