package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Fingerprint;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks requests, routes them, and plans the calls of their submissions. Stores nothing. */
public final class SubmissionPlanner {

  private static final int MAX_RECIPIENTS = 5000;

  /** A queue or a slow clock of the caller may delay a request that was made for now. */
  private static final Duration MAX_LATENESS = Duration.ofMinutes(10);

  private static final Duration MAX_HOLD = Duration.ofDays(366);

  private final Channels channels;
  private final Availability availability;
  private final Routing routing;
  private final Clock clock;
  private final Supplier<GlobalLimits> limits;
  private final Ids ids;

  public SubmissionPlanner(
      Channels channels, Availability availability, Supplier<GlobalLimits> limits, Clock clock) {
    this.channels = channels;
    this.availability = availability;
    this.routing = new Routing(channels, availability, limits);
    this.clock = clock;
    this.limits = limits;
    this.ids = new Ids(clock);
  }

  /**
   * Plans a submission.
   *
   * @throws GatewayException if the request is refused
   */
  NewSubmission plan(Sender sender, SendRequest request) {
    Content content = request.content();
    checkRecipients(content);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> sendAt = request.sendAt().filter(now::isBefore);
    checkTimes(now, request.sendAt(), request.expiresAt());
    List<Routing.Leg> legs = legs(sender, request.channel(), content, sendAt.orElse(now));
    Instant expiresAt = expiry(request, legs.get(legs.size() - 1));
    Routing.Leg first = legs.get(0);
    boolean atOnce =
        sendAt.isEmpty()
            && first.dueAt().equals(now)
            && !availability.isStopped(first.channel().name());
    SubmissionHead head =
        new SubmissionHead(
            ids.next(),
            sender.name(),
            request.requestId(),
            request.reference(),
            first.channel().name(),
            now,
            sendAt,
            legs.stream().mapToInt(leg -> leg.segments()).max().orElse(0));
    return new NewSubmission(
        head,
        content,
        Fingerprint.of(request),
        legs.stream().flatMap(leg -> leg.calls().stream()).toList(),
        priority(sender, first.channel()),
        atOnce ? NewSubmission.Start.CLAIMED : NewSubmission.Start.DUE,
        expiresAt);
  }

  static Priority priority(Sender sender, Channel channel) {
    return sender.priority() == Priority.URGENT ? Priority.URGENT : channel.capacity().priority();
  }

  /** The legs of all recipients, those that can be sent at once first. */
  private List<Routing.Leg> legs(
      Sender sender, Optional<String> channel, Content content, Instant from) {
    Routing.Result routes = routing.route(sender, channel, content, from);
    if (!routes.blocked().isEmpty()) {
      throw RecipientFaults.blocked(content, routes.blocked(), channels.usableBy(sender));
    }
    for (Routing.Leg leg : routes.legs()) {
      if (!leg.refusals().isEmpty()) {
        throw RecipientFaults.refused(content, routes.legs(), leg.refusals());
      }
    }
    return routing.inOrder(routes.legs());
  }

  private Instant expiry(SendRequest request, Routing.Leg last) {
    Instant expiresAt = request.expiresAt().orElse(last.dueAt().plus(limits.get().lifetime()));
    if (!expiresAt.isAfter(last.dueAt())) {
      throw GatewayException.of(
          FaultCode.QUIET_HOURS,
          "expiresAt: the channel "
              + last.channel().name()
              + " has quiet hours until "
              + last.dueAt().atZone(QuietHours.CHINA).toOffsetDateTime()
              + ". Use another channel, or a later time");
    }
    return expiresAt;
  }

  private static void checkTimes(
      Instant now, Optional<Instant> sendAt, Optional<Instant> expiresAt) {
    if (sendAt.filter(start -> start.isBefore(now.minus(MAX_LATENESS))).isPresent()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "sendAt is more than "
              + MAX_LATENESS.toMinutes()
              + " minutes in the past: leave it out to send now. A time without a zone is China"
              + " time");
    }
    Instant start = sendAt.filter(now::isBefore).orElse(now);
    if (expiresAt.filter(end -> !end.isAfter(start)).isPresent()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "expiresAt: give a time after now and after sendAt. A time without a zone is China time");
    }
    if (expiresAt.or(() -> sendAt).filter(end -> end.isAfter(now.plus(MAX_HOLD))).isPresent()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "sendAt, expiresAt: a message is held for at most " + MAX_HOLD.toDays() + " days");
    }
  }

  private static void checkRecipients(Content content) {
    if (!content.invalid().isEmpty()) {
      throw RecipientFaults.invalid(content);
    }
    int count = content.recipients().size();
    if (count == 0) {
      throw tooFewOrMany(count);
    }
    checkMaximum(content);
  }

  static void checkMaximum(Content content) {
    int count = content.recipients().size();
    if (count > MAX_RECIPIENTS) {
      throw tooFewOrMany(count);
    }
  }

  private static GatewayException tooFewOrMany(int recipients) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "recipient: give 1 to " + MAX_RECIPIENTS + " numbers, not " + recipients);
  }
}
