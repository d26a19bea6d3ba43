package dev.yizhan.gateway.core.operation;

import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;

/**
 * An operator's decision on an unknown delivery.
 *
 * @param who the operator
 */
public record Settlement(DeliveryState state, String who, String reason, Instant at) {}
