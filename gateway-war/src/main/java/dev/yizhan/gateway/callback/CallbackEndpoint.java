package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.http.CallbackHttp;
import java.time.Clock;
import java.util.List;

/**
 * A consumer's callback as it is configured.
 *
 * @param reader whose position it reads and acknowledges
 * @param maxRecords in one delivery
 * @param target where it goes
 * @param form of its callbacks
 * @param secrets one or two; a delivery is signed with each
 */
public record CallbackEndpoint(
    String consumer,
    Reader reader,
    int maxRecords,
    CallbackHttp.Target target,
    CallbackForm form,
    List<SigningSecret> secrets)
    implements CallbackSource {

  /** Copies the list. */
  public CallbackEndpoint {
    secrets = List.copyOf(secrets);
  }

  @Override
  public Callback over(CallbackHttp http, Clock clock) {
    return Callback.of(
        consumer, reader, maxRecords, new HttpReceiver(http, target, form, secrets, clock));
  }
}
