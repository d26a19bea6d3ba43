package dev.yizhan.gateway.core;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Recipients;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes submissions: checks, writes down, sends, and tells what has become of them. */
public final class Submissions {

  /** The most recipients of one submission. */
  public static final int MOST_RECIPIENTS = 5000;

  private final Channels channels;
  private final SubmissionStore store;
  private final Dispatcher dispatcher;
  private final Clock clock;
  private final Duration lifetime;
  private final Ids ids;

  /**
   * Puts the pieces together.
   *
   * @param channels ways to send
   * @param store where submissions are written down
   * @param dispatcher makes the calls
   * @param clock for times and ids
   * @param lifetime how long a submission is tried
   */
  public Submissions(
      Channels channels,
      SubmissionStore store,
      Dispatcher dispatcher,
      Clock clock,
      Duration lifetime) {
    this.channels = channels;
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
   * @throws GatewayException where nothing is or will be sent
   */
  public Submission send(String consumer, SendRequest request) {
    Channel channel =
        channels.named(
            request
                .channel()
                .orElseThrow(
                    () ->
                        GatewayException.of(
                            FaultCode.UNKNOWN_CHANNEL,
                            "Name a channel; there are "
                                + channels.all().stream().map(Channel::name).toList())));
    List<PhoneNumber> recipients = recipients(request);
    Plan plan = plan(channel, recipients, request.text());
    Instant now = clock.instant();
    String contentHash = contentHash(channel, recipients, request);
    NewSubmission submission =
        new NewSubmission(
            ids.next(),
            consumer,
            request.requestId(),
            contentHash,
            channel.name(),
            request.reference(),
            plan.text(),
            plan.parts(),
            plan.calls(),
            now,
            now.plus(lifetime));
    long id = writtenDown(submission);
    dispatcher.await(id, request.patience());
    try {
      return store.find(consumer, id, 0).orElseThrow();
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

  /** Our id of the submission, or of the one that the consumer repeats. */
  private long writtenDown(NewSubmission submission) {
    boolean dispatched = false;
    dispatcher.expect(submission.id());
    try {
      SubmissionStore.Insertion insertion = store.insert(submission);
      if (insertion instanceof SubmissionStore.Insertion.Inserted inserted) {
        dispatched = true;
        dispatcher.dispatch(inserted.first());
        return submission.id();
      }
      return repeated((SubmissionStore.Insertion.Repeated) insertion, submission.contentHash());
    } finally {
      if (!dispatched) {
        dispatcher.settled(submission.id());
      }
    }
  }

  private static long repeated(SubmissionStore.Insertion.Repeated repeated, String contentHash) {
    if (!repeated.contentHash().equals(contentHash)) {
      throw GatewayException.of(
          FaultCode.REQUEST_ID_CONFLICT,
          "The requestId was used before for another content (submission "
              + repeated.id()
              + "): take a new one for each message");
    }
    return repeated.id();
  }

  /**
   * Finds a submission.
   *
   * @param consumer whose
   * @param id ours, or empty
   * @param requestId the consumer's, or empty
   * @param from the first delivery of the page, from 0
   * @return the submission as it stands
   * @throws GatewayException where there is none
   */
  public Submission find(String consumer, Optional<Long> id, Optional<String> requestId, int from) {
    return id.or(() -> requestId.flatMap(given -> store.findId(consumer, given)))
        .flatMap(found -> store.find(consumer, found, from))
        .orElseThrow(
            () ->
                GatewayException.of(
                    FaultCode.UNKNOWN_SUBMISSION,
                    "There is no submission of yours with that id or requestId"));
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

  private static Plan plan(Channel channel, List<PhoneNumber> recipients, String text) {
    Plan plan = channel.vendor().plan(new Message(recipients, text));
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

  /** Of everything that makes two requests the same; the order of recipients counts. */
  private static String contentHash(
      Channel channel, List<PhoneNumber> recipients, SendRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(channel.name().getBytes(StandardCharsets.UTF_8));
      for (PhoneNumber recipient : recipients) {
        digest.update((byte) 0);
        digest.update(recipient.digits().getBytes(StandardCharsets.UTF_8));
      }
      digest.update((byte) 1);
      digest.update(request.text().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 1);
      digest.update(request.reference().orElse("").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
