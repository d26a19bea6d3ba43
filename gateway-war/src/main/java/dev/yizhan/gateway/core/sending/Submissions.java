package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.Fingerprint;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Stores submissions, sends them, and finds them again. */
public final class Submissions {

  private final SubmissionPlanner planner;
  private final Admission admission;
  private final OptOutChecks optOuts;
  private final Quotas quotas;
  private final SubmissionStore store;
  private final ForgottenRequests forgotten;
  private final CallRunner runner;
  private final ChannelQueues queues;
  private final WaitingCallers waiting;
  private final Availability availability;
  private final Clock clock;
  private final Events events;

  public Submissions(
      SubmissionPlanner planner,
      Admission admission,
      OptOutChecks optOuts,
      Quotas quotas,
      SubmissionStore store,
      Calls calls,
      Clock clock,
      Events events) {
    this.planner = planner;
    this.admission = admission;
    this.optOuts = optOuts;
    this.quotas = quotas;
    this.store = store;
    this.forgotten = new ForgottenRequests(store, clock);
    this.runner = calls.runner();
    this.queues = calls.queues();
    this.waiting = calls.waiting();
    this.availability = calls.availability();
    this.clock = clock;
    this.events = events;
  }

  /** As {@link #sendAsync}, and waits. */
  public Submission send(Sender sender, SendRequest request) {
    try {
      return sendAsync(sender, request, Runnable::run).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /**
   * Sends. When the result is there, the submission is stored, and so is its outcome if it was
   * known within the request's maximum wait. No thread waits for that.
   *
   * @param answers runs what follows the outcome
   * @return fails with a {@link GatewayException} if nothing is or will be sent, except for {@link
   *     FaultCode#STORE_IN_DOUBT}
   * @throws GatewayException as the result
   */
  public CompletionStage<Submission> sendAsync(
      Sender sender, SendRequest request, Executor answers) {
    Accepted accepted;
    try {
      accepted = accept(sender, request);
    } catch (GatewayException e) {
      return findRepeated(sender.name(), request, answers).orElseThrow(() -> e);
    }
    NewSubmission submission = accepted.submission();
    int awaited = awaitedCalls(submission);
    CompletableFuture<Optional<CallEnd>> end =
        waiting.awaitNew(submission.id(), awaited, request.maxWait());
    CompletableFuture<SubmissionStore.Insertion> insertion =
        inserted(submission, !request.maxWait().isZero())
            .whenComplete((inserted, failure) -> proceed(accepted, inserted));
    return CompletableFuture.allOf(insertion, end)
        .handle((both, failure) -> true)
        .thenComposeAsync(
            unused -> {
              if (await(insertion, accepted)
                  instanceof SubmissionStore.Insertion.Repeated repeated) {
                accepted.quota().release();
                return repeat(sender.name(), request, repeated, answers);
              }
              events.submitted(submission);
              boolean asStored = awaited == 0 || request.maxWait().isZero();
              return CompletableFuture.completedFuture(
                  state(submission, asStored, end.getNow(Optional.empty())));
            },
            answers);
  }

  /** Fails by its result only: what was taken for the submission is given back in one place. */
  private CompletableFuture<SubmissionStore.Insertion> inserted(
      NewSubmission submission, boolean isAwaited) {
    try {
      return store.insertAsync(submission, isAwaited);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A submission that will be stored, with all that is taken for it. */
  private record Accepted(
      NewSubmission submission, Admission.Ticket ticket, Quotas.Reservation quota) {}

  private Accepted accept(Sender sender, SendRequest request) {
    forgotten.check(request);
    NewSubmission planned = planner.plan(sender, request);
    Admission.Ticket ticket = admission.admit(sender, planned);
    boolean accepted = false;
    try {
      optOuts.refuse(planned, () -> isRepeated(sender.name(), request));
      Quotas.Reservation quota = quotas.reserve(sender, request.content().numbers());
      NewSubmission submission = inSlot(planned);
      accepted = true;
      return new Accepted(submission, ticket, quota);
    } finally {
      if (!accepted) {
        ticket.revoke();
        ticket.close();
      }
    }
  }

  /** The first call is made at once if the channel has a slot for it, and none waits. */
  private NewSubmission inSlot(NewSubmission planned) {
    if (planned.start() == NewSubmission.Start.DUE) {
      return planned;
    }
    PendingCall first = planned.first();
    if (!queues.of(first.channel()).tryStart()) {
      return planned.waitingForSlot();
    }
    runner.reserve(first.key());
    return planned;
  }

  /** How many calls are made as soon as their channels have slots for them. */
  private int awaitedCalls(NewSubmission submission) {
    int calls = 0;
    for (NewCall call : submission.calls()) {
      boolean isMade =
          !call.dueAt().isAfter(submission.head().createdAt())
              && !availability.isStopped(call.channel());
      calls += isMade ? 1 : 0;
    }
    return calls;
  }

  /** Runs on the store's thread. */
  private void proceed(Accepted accepted, SubmissionStore.@Nullable Insertion insertion) {
    NewSubmission submission = accepted.submission();
    boolean isClaimed = submission.start() == NewSubmission.Start.CLAIMED;
    if (insertion instanceof SubmissionStore.Insertion.Inserted) {
      waiting.stored(submission.id());
      if (isClaimed) {
        runner.start(submission.first());
      }
      submission.calls().stream()
          .skip(isClaimed ? 1 : 0)
          .filter(call -> !call.dueAt().isAfter(submission.head().createdAt()))
          .map(NewCall::channel)
          .distinct()
          .forEach(runner::arrived);
    } else {
      if (isClaimed) {
        runner.abandon(submission.first());
      }
      waiting.forget(submission.id());
      accepted.ticket().revoke();
    }
    accepted.ticket().close();
  }

  private static SubmissionStore.Insertion await(
      CompletableFuture<SubmissionStore.Insertion> insertion, Accepted accepted) {
    try {
      return StoreException.await(insertion);
    } catch (StoreException e) {
      if (e.certainty() == StoreException.Certainty.NOT_DONE) {
        accepted.quota().release();
        throw e;
      }
      NewSubmission submission = accepted.submission();
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

  /**
   * The state of a submission that was just stored.
   *
   * @param asStored whether no end of a call was waited for
   */
  private Submission state(NewSubmission submission, boolean asStored, Optional<CallEnd> onlyEnd) {
    if (submission.recipients() <= Submission.PAGE) {
      if (asStored) {
        return Submission.of(submission);
      }
      if (onlyEnd.isPresent() && submission.calls().size() == 1) {
        return Submission.of(submission, onlyEnd.get());
      }
    }
    return read(submission.consumer(), submission.id());
  }

  private CompletionStage<Submission> repeat(
      String consumer,
      SendRequest request,
      SubmissionStore.Insertion.Repeated repeated,
      Executor answers) {
    if (!Fingerprint.matches(repeated.fingerprint(), request)) {
      throw GatewayException.about(
          FaultCode.REQUEST_ID_CONFLICT,
          repeated.id(),
          "The requestId was used before, with different content (submission "
              + repeated.id()
              + "). Use a new one for each message");
    }
    return waiting
        .awaitStored(repeated.id(), request.maxWait())
        .thenApplyAsync(end -> read(consumer, repeated.id()), answers);
  }

  /**
   * A request that would be refused now may repeat one that was accepted earlier: its time has
   * passed since, a channel has changed, too much work waits, or an earlier version took its
   * numbers.
   */
  private Optional<CompletionStage<Submission>> findRepeated(
      String consumer, SendRequest request, Executor answers) {
    return request
        .requestId()
        .filter(id -> Fingerprint.canBeStored(request))
        .flatMap(id -> store.findByRequestId(consumer, id))
        .map(repeated -> repeat(consumer, request, repeated, answers));
  }

  private boolean isRepeated(String consumer, SendRequest request) {
    return request.requestId().flatMap(id -> store.findByRequestId(consumer, id)).isPresent();
  }

  private Submission read(String consumer, long id) {
    try {
      return store.find(Optional.of(consumer), id, 0).orElseThrow();
    } catch (StoreException e) {
      // Not a retryable fault: the submission is stored.
      throw GatewayException.about(
          FaultCode.STORED_UNREAD,
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
  public Submission cancel(String consumer, Optional<Long> id, Optional<String> requestId) {
    long found = idOf(Optional.of(consumer), id, requestId).orElseThrow(Submissions::unknown);
    if (!store.cancel(consumer, found, clock.instant())) {
      throw unknown();
    }
    return read(consumer, found);
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
    return idOf(consumer, id, requestId)
        .flatMap(found -> store.find(consumer, found, from))
        .orElseThrow(Submissions::unknown);
  }

  private Optional<Long> idOf(
      Optional<String> consumer, Optional<Long> id, Optional<String> requestId) {
    if (id.isEmpty() && requestId.isEmpty()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "id, requestId: give one of them, of the submission");
    }
    return id.or(() -> consumer.flatMap(owner -> requestId.flatMap(given -> idOf(owner, given))));
  }

  private Optional<Long> idOf(String consumer, String requestId) {
    return store.findByRequestId(consumer, requestId).map(SubmissionStore.Insertion.Repeated::id);
  }

  private static GatewayException unknown() {
    return GatewayException.of(
        FaultCode.UNKNOWN_SUBMISSION, "This consumer has no submission with this id or requestId");
  }
}
