package dev.yizhan.gateway.core.polling;

import dev.yizhan.vendor.Balance;
import java.time.Instant;

/** A balance at a point in time. */
public record BalanceSnapshot(Balance balance, Instant askedAt) {}
