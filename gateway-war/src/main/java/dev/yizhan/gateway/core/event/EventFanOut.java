package dev.yizhan.gateway.core.event;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes events on to several listeners. One that fails disturbs neither the others nor the work.
 */
public final class EventFanOut implements Events {

  private static final System.Logger LOG = System.getLogger(EventFanOut.class.getName());

  private final List<Events> all;

  public EventFanOut(List<Events> all) {
    this.all = List.copyOf(all);
  }

  private void forEach(Consumer<Events> event) {
    for (Events each : all) {
      try {
        event.accept(each);
      } catch (RuntimeException | Error e) {
        try {
          LOG.log(System.Logger.Level.DEBUG, "A listener failed", e);
        } catch (RuntimeException | Error again) {
          // The log itself fails.
        }
      }
    }
  }

  @Override
  public void submitted(NewSubmission submission) {
    forEach(each -> each.submitted(submission));
  }

  @Override
  public void called(PendingCall call, CallRecord record) {
    forEach(each -> each.called(call, record));
  }

  @Override
  public void asked(Asked asked) {
    forEach(each -> each.asked(asked));
  }

  @Override
  public void answered(String service, Optional<FaultCode> fault, Duration took) {
    forEach(each -> each.answered(service, fault, took));
  }

  @Override
  public void committed(boolean isDone, Duration took) {
    forEach(each -> each.committed(isDone, took));
  }

  @Override
  public void operated(String what, String who, String about) {
    forEach(each -> each.operated(what, who, about));
  }
}
