package dev.yizhan.gateway.core.channel;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What holds for all consumers; another one when the configuration changes.
 *
 * @param routes of those who have none of their own
 * @param lifetime how long a message is tried that does not say it
 * @param balancePause how long a vendor's answer about a balance is good for
 * @param recipientDailyCap how many messages a number may get a day, if there is a limit
 */
public record GlobalLimits(
    Routes routes, Duration lifetime, Duration balancePause, OptionalInt recipientDailyCap) {}
