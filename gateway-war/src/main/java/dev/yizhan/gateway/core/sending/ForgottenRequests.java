package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * After the store was restored from a backup, it does not know the requests that were accepted
 * after the backup was made. For a time that the operator chose, requests that may repeat one of
 * them are refused.
 */
final class ForgottenRequests {

  private static final System.Logger LOG = System.getLogger(ForgottenRequests.class.getName());

  private final Optional<SubmissionStore.Restored> restored;
  private final Clock clock;

  ForgottenRequests(SubmissionStore store, Clock clock) {
    Instant now = clock.instant();
    this.restored = store.lastRestore().filter(last -> last.refuseUntil().isAfter(now));
    this.clock = clock;
    restored.ifPresent(
        last ->
            LOG.log(
                System.Logger.Level.WARNING,
                "The store was restored from a backup made at {0}. Until {1}, request ids that it"
                    + " does not know are refused",
                last.madeAt(),
                last.refuseUntil()));
  }

  /**
   * Refuses a request with a request id. The caller then finds out whether the store knows it.
   *
   * @throws GatewayException {@link FaultCode#STORE_IN_DOUBT} within that time
   */
  void check(SendRequest request) {
    if (restored.isEmpty()
        || request.requestId().isEmpty()
        || !clock.instant().isBefore(restored.get().refuseUntil())) {
      return;
    }
    throw GatewayException.of(
        FaultCode.STORE_IN_DOUBT,
        "The gateway's store was restored from a backup made at "
            + restored.get().madeAt()
            + " and does not know this requestId. If it was used since then, the message may have"
            + " been sent. The gateway's operator has chosen to refuse such requests until "
            + restored.get().refuseUntil()
            + ". Nothing was stored now");
  }
}
