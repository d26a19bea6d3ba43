package dev.yizhan.gateway.core.operation;

import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;

/**
 * What an operator found out about an unknown delivery.
 *
 * @param state the truth
 * @param who says so
 * @param reason why it is so
 * @param at when it was said
 */
public record Settlement(DeliveryState state, String who, String reason, Instant at) {}
