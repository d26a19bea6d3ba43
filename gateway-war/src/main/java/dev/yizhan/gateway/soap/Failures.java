package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import java.util.concurrent.ThreadLocalRandom;

/** Turns any failure into a fault. Unexpected ones are logged under an incident number. */
public final class Failures {

  private static final System.Logger LOG = System.getLogger(Failures.class.getName());
  private static final int INCIDENTS = 0x1000_0000;

  private Failures() {}

  /** The fault that tells the caller of a failure. */
  public static GatewayException toFault(Throwable failure) {
    if (failure instanceof GatewayException fault) {
      return fault;
    }
    String incident =
        Integer.toHexString(INCIDENTS + ThreadLocalRandom.current().nextInt(INCIDENTS));
    LOG.log(System.Logger.Level.ERROR, "Incident " + incident, failure);
    if (failure instanceof StoreException store) {
      return store.certainty() == StoreException.Certainty.IN_DOUBT
          ? GatewayException.of(
              FaultCode.STORE_IN_DOUBT,
              "The store did not confirm the change: check whether it was made, then call again"
                  + " (incident "
                  + incident
                  + ")")
          : GatewayException.of(
              FaultCode.STORE_UNAVAILABLE,
              "The gateway cannot use its store now: call again with the same requestId (incident "
                  + incident
                  + ")");
    }
    return GatewayException.of(
        FaultCode.INTERNAL, "Internal error. Give your operator incident number " + incident + ".");
  }
}
