package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Fingerprint;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RecipientList;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.vendor.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes submissions: checks, writes down, sends, and tells what has become of them. */
public final class Submissions {

  /** The most recipients of one submission. */
  public static final int MAX_RECIPIENTS = 5000;

  private static final Duration MAX_HOLD = Duration.ofDays(366);

  private final Channels channels;
  private final ChannelStates states;
  private final Routing routing;
  private final Quotas quotas;
  private final SubmissionStore store;
  private final CallRunner runner;
  private final Clock clock;
  private final Supplier<GlobalLimits> limits;
  private final Ids ids;
  private final Events events;

  /**
   * Puts the pieces together.
   *
   * @param channels ways to send
   * @param states what operators did to them
   * @param rules of the house
   * @param quotas how much may be sent
   * @param store where submissions are written down
   * @param runner makes the calls
   * @param clock for times and ids
   * @param events hears of submissions
   */
  public Submissions(
      Channels channels,
      ChannelStates states,
      Supplier<GlobalLimits> rules,
      Quotas quotas,
      SubmissionStore store,
      CallRunner runner,
      Clock clock,
      Events events) {
    this.channels = channels;
    this.states = states;
    this.routing = new Routing(channels, states, rules);
    this.quotas = quotas;
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    this.limits = rules;
    this.ids = new Ids(clock);
    this.events = events;
  }

  /**
   * Sends. When this returns, the submission is written down; its outcome too, if it came within
   * the consumer's patience.
   *
   * @param sender who asks
   * @param request what
   * @return the submission as it stands
   * @throws GatewayException where nothing is or will be sent, but for {@link
   *     FaultCode#STORE_IN_DOUBT}
   */
  public Submission send(Sender sender, SendRequest request) {
    String consumer = sender.name();
    RecipientList to = RecipientList.of(request);
    NewSubmission submission;
    Quotas.Reservation taken;
    try {
      submission = made(sender, request, to);
      taken = quotas.reserve(sender, to.numbers());
    } catch (GatewayException e) {
      return knownBefore(consumer, request, to).orElseThrow(() -> e);
    }
    RunningSubmissions running = runner.running();
    running.acquire(submission.id());
    CompletableFuture<Optional<CallEnd>> done = running.completion(submission.id());
    CompletableFuture<SubmissionStore.Insertion> insertion = store.insertAsync(submission);
    // The store's thread hands the first call on; this one waits once, for the end of all.
    CompletableFuture<Optional<CallEnd>> over =
        insertion
            .whenComplete((written, failure) -> begin(submission, written))
            .thenCompose(written -> done);
    Optional<CallEnd> only = RunningSubmissions.await(over, request.maxWait());
    if (inserted(submission, insertion, taken)
        instanceof SubmissionStore.Insertion.Repeated repeated) {
      taken.release();
      return repeated(consumer, submission.content().fingerprint(), repeated, request.maxWait());
    }
    events.submitted(submission);
    return only.isPresent()
            && submission.calls().size() == 1
            && submission.calls().get(0).recipients().size() <= Submission.PAGE
        ? Submission.of(submission, only.get())
        : found(consumer, submission.id());
  }

  private void begin(NewSubmission submission, SubmissionStore.@Nullable Insertion written) {
    if (written instanceof SubmissionStore.Insertion.Inserted
        && submission.start() == NewSubmission.Start.CLAIMED) {
      runner.dispatch(submission.first());
    } else {
      runner.running().release(submission.id());
    }
  }

  private NewSubmission made(Sender sender, SendRequest request, RecipientList to) {
    checkRecipients(to);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> sendAt = request.sendAt().filter(now::isBefore);
    checkTimes(now, sendAt, request.expiresAt());
    Content content = new Content(to.texts(), request.options(), Fingerprint.of(request, to));
    List<Routing.Leg> legs =
        legs(sender, request.channel(), to.recipients(), content, sendAt.orElse(now));
    Instant last = legs.get(legs.size() - 1).dueAt();
    Instant expiresAt = request.expiresAt().orElse(last.plus(limits.get().lifetime()));
    if (!expiresAt.isAfter(last)) {
      throw GatewayException.of(
          FaultCode.QUIET_HOURS,
          "expiresAt: the channel "
              + legs.get(legs.size() - 1).channel().name()
              + " has its quiet hours until "
              + last.atZone(QuietHours.CHINA).toOffsetDateTime()
              + ": take another channel, or a later time");
    }
    Routing.Leg first = legs.get(0);
    boolean atOnce =
        sendAt.isEmpty()
            && first.dueAt().equals(now)
            && !states.isSuspended(first.channel().name());
    SubmissionHead head =
        new SubmissionHead(
            ids.next(),
            sender.name(),
            request.requestId(),
            request.reference(),
            first.channel().name(),
            now,
            sendAt,
            legs.stream().mapToInt(leg -> leg.plan().parts()).max().orElse(0));
    return new NewSubmission(
        head,
        content,
        to.references(),
        legs.stream().flatMap(leg -> leg.calls().stream()).toList(),
        atOnce ? NewSubmission.Start.CLAIMED : NewSubmission.Start.DUE,
        expiresAt);
  }

  /** The ways of all recipients, those that can be taken at once before the others. */
  private List<Routing.Leg> legs(
      Sender sender,
      Optional<String> channel,
      List<Recipient> recipients,
      Content content,
      Instant from) {
    Routing.Result ways = routing.route(sender, channel, recipients, content, from);
    if (!ways.blocked().isEmpty()) {
      throw blocked(ways, sender);
    }
    ways.legs().forEach(Submissions::refuse);
    return ways.legs().stream()
        .sorted(
            Comparator.comparing(Routing.Leg::dueAt)
                .thenComparing(leg -> states.isSuspended(leg.channel().name())))
        .toList();
  }

  private GatewayException blocked(Routing.Result ways, Sender sender) {
    Routing.BlockedRecipient first = ways.blocked().get(0);
    int more = ways.blocked().size() - 1;
    String detail =
        first.number() + ": " + first.reason() + (more == 0 ? "" : " (and " + more + " more)");
    return first.hasNoRoute()
        ? GatewayException.of(
            FaultCode.UNKNOWN_CHANNEL, detail + "; there are " + channels.usableBy(sender))
        : GatewayException.of(FaultCode.RECIPIENT_BLOCKED, "recipient: " + detail);
  }

  private static void checkTimes(
      Instant now, Optional<Instant> sendAt, Optional<Instant> expiresAt) {
    if (expiresAt.filter(end -> !end.isAfter(sendAt.orElse(now))).isPresent()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "expiresAt: give a time after now and after sendAt; a time without a zone is China time");
    }
    if (expiresAt.or(() -> sendAt).filter(end -> end.isAfter(now.plus(MAX_HOLD))).isPresent()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "sendAt, expiresAt: a message is held for at most " + MAX_HOLD.toDays() + " days");
    }
  }

  private static SubmissionStore.Insertion inserted(
      NewSubmission submission,
      CompletableFuture<SubmissionStore.Insertion> insertion,
      Quotas.Reservation taken) {
    try {
      return StoreException.await(insertion);
    } catch (StoreException e) {
      if (e.certainty() == StoreException.Certainty.NOT_DONE) {
        taken.release();
        throw e;
      }
      throw GatewayException.about(
          FaultCode.STORE_IN_DOUBT,
          submission.id(),
          "The store did not say whether it wrote the submission down, so it may be sent: "
              + (submission.head().requestId().isPresent()
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
      throw GatewayException.about(
          FaultCode.REQUEST_ID_CONFLICT,
          repeated.id(),
          "The requestId was used before for another content (submission "
              + repeated.id()
              + "): take a new one for each message");
    }
    Optional<CallEnd> unused =
        RunningSubmissions.await(runner.running().completion(repeated.id()), patience);
    return found(consumer, repeated.id());
  }

  /**
   * What would be refused today may have been taken when it came first: its time is over meanwhile,
   * or a channel was changed. Then it is a repetition like any other.
   */
  private Optional<Submission> knownBefore(String consumer, SendRequest request, RecipientList to) {
    return request
        .requestId()
        .filter(id -> to.invalid().isEmpty())
        .flatMap(id -> store.findByRequestId(consumer, id))
        .map(known -> repeated(consumer, Fingerprint.of(request, to), known, request.maxWait()));
  }

  private Submission found(String consumer, long id) {
    try {
      return store.find(Optional.of(consumer), id, 0).orElseThrow();
    } catch (StoreException e) {
      // Not a fault that invites to try again: the message is on its way.
      throw GatewayException.about(
          FaultCode.INTERNAL,
          id,
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
                            .flatMap(given -> store.findByRequestId(whose, given))
                            .map(SubmissionStore.Insertion.Repeated::id)))
        .flatMap(found -> store.find(consumer, found, from))
        .orElseThrow(Submissions::unknown);
  }

  private static GatewayException unknown() {
    return GatewayException.of(
        FaultCode.UNKNOWN_SUBMISSION, "There is no submission of yours with that id or requestId");
  }

  private static void checkRecipients(RecipientList to) {
    if (!to.invalid().isEmpty()) {
      throw GatewayException.of(
          FaultCode.INVALID_RECIPIENT,
          "recipient: "
              + to.invalid().size()
              + " of what was given is no number, first "
              + PhoneNumber.mask(to.invalid().get(0))
              + ": give a mainland mobile (11 digits), a landline with its area code (0…), or an"
              + " international number with + and country code");
    }
    if (to.recipients().isEmpty() || to.recipients().size() > MAX_RECIPIENTS) {
      throw tooMany(to.recipients().size());
    }
  }

  static GatewayException tooMany(int recipients) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "recipient: give 1 to " + MAX_RECIPIENTS + " numbers, not " + recipients);
  }

  private static void refuse(Routing.Leg leg) {
    List<Refusal> refusals = leg.plan().refusals();
    if (!refusals.isEmpty()) {
      throw refused(refusals);
    }
  }

  static GatewayException refused(List<Refusal> refusals) {
    Refusal first = refusals.get(0);
    int more = refusals.size() - 1;
    return GatewayException.of(
        switch (first.reason()) {
          case CHARACTER_NOT_ENCODABLE -> FaultCode.TEXT_NOT_ENCODABLE;
          case CHARACTER_FORBIDDEN, TEXT_LENGTH, SIGNATURE_MISSING -> FaultCode.TEXT_FORBIDDEN;
          case OPTION_NOT_CARRIED -> FaultCode.INVALID_REQUEST;
          case RECIPIENT_NOT_REACHABLE -> FaultCode.INVALID_RECIPIENT;
        },
        first.detail() + (more == 0 ? "" : " (and " + more + " more of the kind)"));
  }
}
