package dev.yizhan.gateway.core.event;

import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes events on to several listeners. A listener that fails affects neither the others nor the
 * work.
 */
public final class EventFanOut implements Events {

  private static final System.Logger LOG = System.getLogger(EventFanOut.class.getName());

  private final List<Events> listeners;

  public EventFanOut(List<Events> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  private void forEach(Consumer<Events> event) {
    for (Events listener : listeners) {
      try {
        event.accept(listener);
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
    forEach(listener -> listener.submitted(submission));
  }

  @Override
  public void callEnded(PendingCall call, CallRecord record) {
    forEach(listener -> listener.callEnded(call, record));
  }

  @Override
  public void vendorQueried(VendorQuery query) {
    forEach(listener -> listener.vendorQueried(query));
  }

  @Override
  public void requestAnswered(String service, Optional<FaultCode> fault, Duration took) {
    forEach(listener -> listener.requestAnswered(service, fault, took));
  }

  @Override
  public void circuitChanged(String channel, Circuit circuit) {
    forEach(listener -> listener.circuitChanged(channel, circuit));
  }

  @Override
  public void committed(boolean succeeded, Duration took) {
    forEach(listener -> listener.committed(succeeded, took));
  }

  @Override
  public void callbackEnded(CallbackEnd end) {
    forEach(listener -> listener.callbackEnded(end));
  }

  @Override
  public void optedOut(String consumer, OptOutPoint point, int recipients) {
    forEach(listener -> listener.optedOut(consumer, point, recipients));
  }

  @Override
  public void operatorActed(String action, String operator, String target) {
    forEach(listener -> listener.operatorActed(action, operator, target));
  }
}
