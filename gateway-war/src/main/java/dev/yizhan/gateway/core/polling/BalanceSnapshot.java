package dev.yizhan.gateway.core.polling;

import dev.yizhan.vendor.Balance;
import java.time.Instant;

/**
 * A vendor's answer and when it was given.
 *
 * @param balance how much
 * @param askedAt when
 */
public record BalanceSnapshot(Balance balance, Instant askedAt) {}
