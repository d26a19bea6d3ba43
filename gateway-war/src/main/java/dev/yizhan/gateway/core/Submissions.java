package dev.yizhan.gateway.core;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Recipients;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.VendorCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes submissions: checks, writes down, sends, and tells what has become of them. */
public final class Submissions {

  /** The most recipients of one submission. */
  public static final int MOST_RECIPIENTS = 5000;

  private static final Duration LONGEST_HOLD = Duration.ofDays(366);

  private final Channels channels;
  private final ChannelStates states;
  private final List<String> route;
  private final SubmissionStore store;
  private final Dispatcher dispatcher;
  private final Clock clock;
  private final Duration lifetime;
  private final Ids ids;

  /**
   * Puts the pieces together.
   *
   * @param channels ways to send
   * @param states what operators did to them
   * @param route the channels for those who name none, in order
   * @param store where submissions are written down
   * @param dispatcher has the calls made
   * @param clock for times and ids
   * @param lifetime how long a submission is tried
   */
  public Submissions(
      Channels channels,
      ChannelStates states,
      List<String> route,
      SubmissionStore store,
      Dispatcher dispatcher,
      Clock clock,
      Duration lifetime) {
    this.channels = channels;
    this.states = states;
    this.route = List.copyOf(route);
    this.store = store;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.lifetime = lifetime;
    this.ids = new Ids(clock);
  }

  /**
   * Sends. When this returns, the submission is written down; its outcome too, if it came within
   * the consumer's patience.
   *
   * @param consumer who asks
   * @param request what
   * @return the submission as it stands
   * @throws GatewayException where nothing is or will be sent, but for {@link
   *     FaultCode#STORE_IN_DOUBT}
   */
  public Submission send(String consumer, SendRequest request) {
    NewSubmission submission;
    try {
      submission = made(consumer, request);
    } catch (GatewayException e) {
      return knownBefore(consumer, request).orElseThrow(() -> e);
    }
    Running running = dispatcher.running();
    running.begin(submission.id());
    CompletableFuture<Optional<CallEnd>> done = running.of(submission.id());
    CompletableFuture<SubmissionStore.Insertion> insertion = store.inserting(submission);
    // The store's thread hands the first call on; this one waits once, for the end of all.
    CompletableFuture<Optional<CallEnd>> over =
        insertion
            .whenComplete((written, failure) -> begin(submission, written))
            .thenCompose(written -> done);
    Optional<CallEnd> only = Running.await(over, request.patience());
    if (inserted(submission, insertion) instanceof SubmissionStore.Insertion.Repeated repeated) {
      return repeated(consumer, submission.content().fingerprint(), repeated, request.patience());
    }
    return only.isPresent()
            && submission.calls().size() == 1
            && submission.calls().get(0).recipients().size() <= Submission.PAGE
        ? Submission.of(submission, only.get())
        : found(consumer, submission.id());
  }

  private void begin(NewSubmission submission, SubmissionStore.@Nullable Insertion written) {
    if (written instanceof SubmissionStore.Insertion.Inserted
        && submission.start() == NewSubmission.Start.CLAIMED) {
      dispatcher.dispatch(submission.first());
    } else {
      dispatcher.running().end(submission.id());
    }
  }

  private NewSubmission made(String consumer, SendRequest request) {
    List<PhoneNumber> recipients = recipients(request);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> sendAt = request.sendAt().filter(now::isBefore);
    Instant expiresAt = request.expiresAt().orElseGet(() -> sendAt.orElse(now).plus(lifetime));
    checkTimes(now, sendAt, expiresAt);
    List<String> over = route(request);
    Message message = new Message(recipients, List.of(request.text()), request.options());
    String name = first(over, message);
    Plan plan = plan(channels.named(name), message);
    List<NewCall> calls = new ArrayList<>();
    int position = 0;
    for (VendorCall call : plan.calls()) {
      List<Recipient> of = new ArrayList<>();
      for (PhoneNumber number : call.recipients()) {
        of.add(new Recipient(position++, number));
      }
      calls.add(new NewCall(name, over, 1, of, sendAt.orElse(now)));
    }
    return new NewSubmission(
        ids.next(),
        consumer,
        request.requestId(),
        name,
        request.reference(),
        new Content(request.text(), request.options(), request.fingerprint(recipients)),
        plan.parts(),
        calls,
        sendAt.isPresent() || states.isSuspended(name)
            ? NewSubmission.Start.DUE
            : NewSubmission.Start.CLAIMED,
        now,
        sendAt,
        expiresAt);
  }

  private static void checkTimes(Instant now, Optional<Instant> sendAt, Instant expiresAt) {
    if (!expiresAt.isAfter(sendAt.orElse(now))) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "expiresAt: give a time after now and after sendAt; a time without a zone is China time");
    }
    if (expiresAt.isAfter(now.plus(LONGEST_HOLD))) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "sendAt, expiresAt: a message is held for at most " + LONGEST_HOLD.toDays() + " days");
    }
  }

  private List<String> route(SendRequest request) {
    if (request.channel().isPresent()) {
      return List.of(channels.named(request.channel().get()).name());
    }
    if (route.isEmpty()) {
      throw GatewayException.of(
          FaultCode.UNKNOWN_CHANNEL,
          "Name a channel; there are " + channels.all().stream().map(Channel::name).toList());
    }
    return route;
  }

  /** The first channel of a route that works and takes the message; if none does, the first. */
  private String first(List<String> over, Message message) {
    return over.stream()
        .filter(name -> !states.isSuspended(name))
        .filter(name -> over.size() == 1 || takes(name, message))
        .findFirst()
        .orElse(over.get(0));
  }

  private boolean takes(String name, Message message) {
    return channels.named(name).vendor().plan(message).refusals().isEmpty();
  }

  private static SubmissionStore.Insertion inserted(
      NewSubmission submission, CompletableFuture<SubmissionStore.Insertion> insertion) {
    try {
      return StoreException.awaited(insertion);
    } catch (StoreException e) {
      if (e.certainty() == StoreException.Certainty.NOT_DONE) {
        throw e;
      }
      throw GatewayException.of(
          FaultCode.STORE_IN_DOUBT,
          "The store did not say whether it wrote the submission down, so it may be sent: "
              + (submission.requestId().isPresent()
                  ? "repeat it with the same requestId, which never sends twice"
                  : "do not send it again before the gateway's operator has looked for "
                      + submission.id()));
    }
  }

  private Submission repeated(
      String consumer,
      String fingerprint,
      SubmissionStore.Insertion.Repeated repeated,
      Duration patience) {
    if (!repeated.content().fingerprint().equals(fingerprint)) {
      throw GatewayException.of(
          FaultCode.REQUEST_ID_CONFLICT,
          "The requestId was used before for another content (submission "
              + repeated.id()
              + "): take a new one for each message");
    }
    Optional<CallEnd> unused = Running.await(dispatcher.running().of(repeated.id()), patience);
    return found(consumer, repeated.id());
  }

  /**
   * What would be refused today may have been taken when it came first: its time is over meanwhile,
   * or a channel was changed. Then it is a repetition like any other.
   */
  private Optional<Submission> knownBefore(String consumer, SendRequest request) {
    Recipients recipients = Recipients.of(request.recipients());
    return request
        .requestId()
        .filter(id -> recipients.refused().isEmpty())
        .flatMap(id -> store.known(consumer, id))
        .map(
            known ->
                repeated(
                    consumer,
                    request.fingerprint(recipients.numbers()),
                    known,
                    request.patience()));
  }

  private Submission found(String consumer, long id) {
    try {
      return store.find(Optional.of(consumer), id, 0).orElseThrow();
    } catch (StoreException e) {
      // Not a fault that invites to try again: the message is on its way.
      throw GatewayException.of(
          FaultCode.INTERNAL,
          "Submission "
              + id
              + " is written down and on its way, but cannot be shown now: ask for it by"
              + " GetSubmission, do not send it again");
    }
  }

  /**
   * Takes back what waits. What is on its way, or further, stays as it is.
   *
   * @param consumer whose
   * @param id ours
   * @return the submission as it stands
   * @throws GatewayException where there is none
   */
  public Submission cancel(String consumer, long id) {
    if (!store.cancel(consumer, id, clock.instant())) {
      throw unknown();
    }
    return found(consumer, id);
  }

  /**
   * Finds a submission.
   *
   * @param consumer whose; empty for an operator, who may see all by id
   * @param id ours, or empty
   * @param requestId the consumer's, or empty
   * @param from the first delivery of the page, from 0
   * @return the submission as it stands
   * @throws GatewayException where there is none
   */
  public Submission find(
      Optional<String> consumer, Optional<Long> id, Optional<String> requestId, int from) {
    return id.or(
            () ->
                consumer.flatMap(
                    whose ->
                        requestId
                            .flatMap(given -> store.known(whose, given))
                            .map(SubmissionStore.Insertion.Repeated::id)))
        .flatMap(found -> store.find(consumer, found, from))
        .orElseThrow(Submissions::unknown);
  }

  private static GatewayException unknown() {
    return GatewayException.of(
        FaultCode.UNKNOWN_SUBMISSION, "There is no submission of yours with that id or requestId");
  }

  private static List<PhoneNumber> recipients(SendRequest request) {
    Recipients recipients = Recipients.of(request.recipients());
    if (!recipients.refused().isEmpty()) {
      throw GatewayException.of(
          FaultCode.INVALID_RECIPIENT,
          "recipient: "
              + recipients.refused().size()
              + " of what was given is no number, first "
              + PhoneNumber.mask(recipients.refused().get(0))
              + ": give a mainland mobile (11 digits), a landline with its area code (0…), or an"
              + " international number with + and country code");
    }
    if (recipients.numbers().isEmpty() || recipients.numbers().size() > MOST_RECIPIENTS) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "recipient: give 1 to "
              + MOST_RECIPIENTS
              + " numbers, not "
              + recipients.numbers().size());
    }
    return recipients.numbers();
  }

  private static Plan plan(Channel channel, Message message) {
    Plan plan = channel.vendor().plan(message);
    if (!plan.refusals().isEmpty()) {
      Refusal first = plan.refusals().get(0);
      int more = plan.refusals().size() - 1;
      throw GatewayException.of(
          switch (first.reason()) {
            case CHARACTER_NOT_ENCODABLE -> FaultCode.TEXT_NOT_ENCODABLE;
            case CHARACTER_FORBIDDEN, TEXT_LENGTH, SIGNATURE_MISSING -> FaultCode.TEXT_FORBIDDEN;
            case OPTION_NOT_CARRIED -> FaultCode.INVALID_REQUEST;
            case RECIPIENT_NOT_REACHABLE -> FaultCode.INVALID_RECIPIENT;
          },
          first.detail() + (more == 0 ? "" : " (and " + more + " more of the kind)"));
    }
    return plan;
  }
}
