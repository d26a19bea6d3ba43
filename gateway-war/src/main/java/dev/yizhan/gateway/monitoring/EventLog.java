package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Logs events: unusual ones at INFO, the others at DEBUG, or at INFO too where the setting says so.
 */
public final class EventLog implements Events {

  private static final System.Logger LOG = System.getLogger(EventLog.class.getName());

  private final BooleanSupplier allAtInfo;

  /** Reads the setting anew for each event. */
  public EventLog(BooleanSupplier allAtInfo) {
    this.allAtInfo = allAtInfo;
  }

  private void log(boolean isUsual, Supplier<LogEvent> event) {
    System.Logger.Level level =
        isUsual && !allAtInfo.getAsBoolean() ? System.Logger.Level.DEBUG : System.Logger.Level.INFO;
    if (LOG.isLoggable(level)) {
      LOG.log(level, "{0}", event.get());
    }
  }

  @Override
  public void submitted(NewSubmission submission) {
    log(
        true,
        () ->
            new LogEvent("submitted")
                .with("submission", Long.toString(submission.id()))
                .with("consumer", submission.consumer())
                .with("channel", submission.head().channel())
                .with("calls", submission.calls().size())
                .with("recipients", submission.recipients()));
  }

  @Override
  public void callEnded(PendingCall call, CallRecord record) {
    log(record.outcome() == CallRecord.Result.ACCEPTED, () -> event(call, record));
  }

  private static LogEvent event(PendingCall call, CallRecord record) {
    LogEvent event =
        new LogEvent("called")
            .with("submission", Long.toString(call.submission()))
            .with("call", call.number())
            .with("channel", call.channel())
            .with("outcome", record.outcome())
            .with("millis", record.took().toMillis())
            .to(call.recipients());
    // A code that no table lists may be any text, even the message.
    record
        .answer()
        .code()
        .filter(code -> code.matches("[A-Za-z0-9-]{1,8}"))
        .ifPresent(code -> event.with("vendorCode", code));
    record.answer().meaning().ifPresent(meaning -> event.with("meaning", meaning));
    return event;
  }

  @Override
  public void vendorQueried(VendorQuery query) {
    log(
        query.isRoutine(),
        () ->
            new LogEvent("asked")
                .with("account", query.account())
                .with("question", query.kind())
                .with("result", query.result())
                .with("records", query.records())
                .with("millis", query.took().toMillis()));
  }

  @Override
  public void requestAnswered(String service, Optional<FaultCode> fault, Duration took) {
    fault.ifPresent(
        code ->
            log(
                true,
                () ->
                    new LogEvent("fault")
                        .with("service", service)
                        .with("code", code)
                        .with("millis", took.toMillis())));
  }

  @Override
  public void circuitChanged(String channel, Circuit circuit) {
    log(false, () -> new LogEvent("circuit").with("channel", channel).with("state", circuit));
  }

  @Override
  public void callbackEnded(CallbackEnd end) {
    log(
        end.result().equals("ACCEPTED"),
        () ->
            new LogEvent("called-back")
                .with("consumer", end.consumer())
                .with("reader", end.reader())
                .with("kind", end.kind())
                .with("result", end.result())
                .with("records", end.records())
                .with("millis", end.took().toMillis()));
  }

  @Override
  public void operatorActed(String what, String who, String about) {
    log(
        false,
        () -> new LogEvent("operated").with("what", what).with("who", who).with("about", about));
  }
}
