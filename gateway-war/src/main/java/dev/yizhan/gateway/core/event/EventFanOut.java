package dev.yizhan.gateway.core.event;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells several listeners: what they do is never worth a vendor's answer. */
final class EventFanOut implements Events {

  private static final System.Logger LOG = System.getLogger(EventFanOut.class.getName());

  private final List<Events> all;

  EventFanOut(List<Events> all) {
    this.all = List.copyOf(all);
  }

  private void tell(Consumer<Events> what) {
    for (Events each : all) {
      try {
        what.accept(each);
      } catch (RuntimeException | Error e) {
        try {
          LOG.log(System.Logger.Level.DEBUG, "An event was not heard", e);
        } catch (RuntimeException | Error again) {
          // It is the log that fails.
        }
      }
    }
  }

  @Override
  public void submitted(NewSubmission submission) {
    tell(each -> each.submitted(submission));
  }

  @Override
  public void called(PendingCall call, CallRecord record) {
    tell(each -> each.called(call, record));
  }

  @Override
  public void asked(Asked asked) {
    tell(each -> each.asked(asked));
  }

  @Override
  public void answered(String service, Optional<FaultCode> fault, Duration took) {
    tell(each -> each.answered(service, fault, took));
  }

  @Override
  public void committed(boolean isDone, Duration took) {
    tell(each -> each.committed(isDone, took));
  }

  @Override
  public void operated(String what, String who, String about) {
    tell(each -> each.operated(what, who, about));
  }
}
