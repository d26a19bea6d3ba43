package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Logs unusual events at INFO, and the others at DEBUG, or at INFO if all events are requested. */
public final class EventLog implements Events {

  private static final System.Logger LOG = System.getLogger(EventLog.class.getName());

  private final BooleanSupplier all;

  /**
   * Writes to the log.
   *
   * @param all whether usual events are logged at INFO, too
   */
  public EventLog(BooleanSupplier all) {
    this.all = all;
  }

  private void log(boolean isUsual, Supplier<Event> event) {
    System.Logger.Level level =
        isUsual && !all.getAsBoolean() ? System.Logger.Level.DEBUG : System.Logger.Level.INFO;
    if (LOG.isLoggable(level)) {
      LOG.log(level, "{0}", event.get());
    }
  }

  @Override
  public void submitted(NewSubmission submission) {
    log(
        true,
        () ->
            new Event("submitted")
                .with("submission", Long.toString(submission.id()))
                .with("consumer", submission.consumer())
                .with("channel", submission.head().channel())
                .with("calls", submission.calls().size())
                .with("recipients", submission.recipients()));
  }

  @Override
  public void called(PendingCall call, CallRecord record) {
    log(record.outcome() == CallRecord.Result.ACCEPTED, () -> event(call, record));
  }

  private static Event event(PendingCall call, CallRecord record) {
    Event event =
        new Event("called")
            .with("submission", Long.toString(call.submission()))
            .with("call", call.number())
            .with("channel", call.channel())
            .with("outcome", record.outcome())
            .with("millis", record.took().toMillis())
            .recipients(call.recipients());
    // An undocumented code could be any text, even the message.
    record
        .answer()
        .code()
        .filter(code -> code.matches("[A-Za-z0-9-]{1,8}"))
        .ifPresent(code -> event.with("vendorCode", code));
    record.answer().meaning().ifPresent(meaning -> event.with("meaning", meaning));
    return event;
  }

  @Override
  public void asked(Asked asked) {
    log(
        asked.isUsual(),
        () ->
            new Event("asked")
                .with("account", asked.account())
                .with("question", asked.question())
                .with("result", asked.result())
                .with("records", asked.records())
                .with("millis", asked.took().toMillis()));
  }

  @Override
  public void answered(String service, Optional<FaultCode> fault, Duration took) {
    fault.ifPresent(
        code ->
            log(
                true,
                () ->
                    new Event("fault")
                        .with("service", service)
                        .with("code", code)
                        .with("millis", took.toMillis())));
  }

  @Override
  public void operated(String what, String who, String about) {
    log(
        false,
        () -> new Event("operated").with("what", what).with("who", who).with("about", about));
  }
}
