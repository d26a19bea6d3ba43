package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.http.CallbackHttp;
import java.time.Clock;

/** A callback as it is configured. */
public interface CallbackSource {

  /** Where it goes. */
  CallbackHttp.Target target();

  /** The callback over a client. */
  Callback over(CallbackHttp http, Clock clock);
}
