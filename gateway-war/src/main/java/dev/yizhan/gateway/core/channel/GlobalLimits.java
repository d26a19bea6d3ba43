package dev.yizhan.gateway.core.channel;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Limits and routes for all consumers; replaced when the configuration is reloaded.
 *
 * @param routes of consumers without their own
 * @param lifetime of messages without {@code expiresAt}
 * @param balancePause how long a vendor's balance is not queried again
 * @param recipientDailyCap the most messages a day to one number
 * @param work how much may wait and run at once
 */
public record GlobalLimits(
    Routes routes,
    Duration lifetime,
    Duration balancePause,
    OptionalInt recipientDailyCap,
    WorkLimits work) {}
