package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.TestChannels;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes one call, once, and decides which calls follow it. */
public final class CallMaker {

  private static final System.Logger LOG = System.getLogger(CallMaker.class.getName());

  private final Channels channels;
  private final NextCalls next;
  private final Clock clock;

  public CallMaker(Channels channels, Availability availability, Clock clock, Timing timing) {
    this.channels = channels;
    this.next = new NextCalls(channels, availability, clock, timing);
    this.clock = clock;
  }

  /** A call that was made, or was found not to be possible. */
  record Made(CallEnd end, ChannelQueue.Contact contact) {}

  /** A call over a channel whose vendor does not answer takes another one. Nothing is sent. */
  CallEnd diverted(PendingCall pending, Instant at) {
    return notSent(
        pending, at, "the vendor does not answer at present", next.afterNotSent(pending));
  }

  Made make(PendingCall pending) {
    Instant at = clock.instant();
    Optional<Channel> channel = channels.find(pending.channel());
    if (channel.isEmpty()) {
      return notMade(
          pending, at, "the channel is not configured any more", next.afterNotSent(pending));
    }
    Instant quietUntil = channel.get().rules().nextSendTime(at);
    if (quietUntil.isAfter(at)) {
      return notMade(
          pending, at, "the channel has its quiet hours", next.overNextOrAt(pending, at));
    }
    Plan plan;
    try {
      plan = channel.get().client().plan(pending.message());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call cannot be planned", e);
      return notMade(
          pending,
          at,
          "an internal error of the gateway before the call",
          next.afterNotSent(pending));
    }
    if (!plan.refusals().isEmpty()) {
      // The configuration has changed since the submission was accepted.
      String reason = plan.refusals().get(0).detail();
      return new Made(
          CallEnd.of(
              CallRecord.of(pending, CallRecord.Result.REJECTED, reason, at, Duration.ZERO),
              pending.recipients().size()),
          ChannelQueue.Contact.NONE);
    }
    if (plan.calls().size() > 1) {
      return notMade(
          pending,
          at,
          "the channel's limits have changed since it was planned",
          NewCall.of(plan, pending.recipients(), pending.step().again(), at));
    }
    return send(pending, plan.calls().get(0), channel.get(), at);
  }

  private Made send(PendingCall pending, VendorCall call, Channel channel, Instant at) {
    long start = System.nanoTime();
    Outcome<Sent> outcome;
    try {
      outcome = channel.client().send(call.withId(pending.id()));
    } catch (RuntimeException | Error e) {
      // The request may have been sent, whatever failed afterwards.
      LOG.log(System.Logger.Level.ERROR, "A vendor's client failed", e);
      outcome = new Outcome.Unknown<>("an internal error of the gateway during the call");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    CallRecord record = CallRecord.of(pending, outcome, at, took);
    int recipients = pending.recipients().size();
    return outcome.match(
        accepted -> new Made(CallEnd.of(record, recipients), ChannelQueue.Contact.ANSWERED),
        rejected ->
            new Made(
                (rejected.code().isCurableElsewhere()
                        ? new CallEnd(record, List.of(), next.afterRejection(pending))
                        : CallEnd.of(record, recipients))
                    .rejectedAs(rejected.code().category()),
                ChannelQueue.Contact.ANSWERED),
        notSent ->
            new Made(new CallEnd(record, List.of(), next.afterNotSent(pending)), failure(channel)),
        unknown -> new Made(CallEnd.of(record, recipients), failure(channel)));
  }

  /** What one test consumer lets fail must not stop the others. */
  private static ChannelQueue.Contact failure(Channel channel) {
    return TestChannels.isTest(channel.name())
        ? ChannelQueue.Contact.ANSWERED
        : ChannelQueue.Contact.FAILED;
  }

  private Made notMade(PendingCall pending, Instant at, String reason, List<NewCall> further) {
    return new Made(notSent(pending, at, reason, further), ChannelQueue.Contact.NONE);
  }

  private CallEnd notSent(PendingCall pending, Instant at, String reason, List<NewCall> further) {
    return new CallEnd(
        CallRecord.of(pending, CallRecord.Result.NOT_SENT, reason, at, Duration.ZERO),
        List.of(),
        further);
  }
}
