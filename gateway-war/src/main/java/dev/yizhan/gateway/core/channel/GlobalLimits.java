package dev.yizhan.gateway.core.channel;

import dev.yizhan.gateway.core.optout.OptOutRules;
import java.time.Duration;

/**
 * Limits and routes for all consumers; replaced when the configuration is reloaded.
 *
 * @param routes of consumers without their own
 * @param lifetime of messages without {@code expiresAt}
 * @param balancePause how long a vendor's balance is not queried again
 * @param recipientCaps the most messages to one number
 * @param work how much may wait and run at once
 * @param optOuts which numbers get nothing more
 */
public record GlobalLimits(
    Routes routes,
    Duration lifetime,
    Duration balancePause,
    RecipientCaps recipientCaps,
    WorkLimits work,
    OptOutRules optOuts) {

  /** Without limits for each number, and without opt-outs. */
  public GlobalLimits(Routes routes, Duration lifetime, Duration balancePause, WorkLimits work) {
    this(routes, lifetime, balancePause, RecipientCaps.NONE, work, OptOutRules.OFF);
  }
}
