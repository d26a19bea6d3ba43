package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One account on one day: what the gateway counts, what the vendor billed, how its balance moved.
 *
 * @param day of the submissions, China time
 * @param isClosed whether the day is over
 * @param before the balance known nearest to its beginning
 * @param after the balance known nearest to its end
 */
public record ReconciledDay(
    LocalDate day,
    boolean isClosed,
    BilledCalls calls,
    Optional<BalanceSnapshot> before,
    Optional<BalanceSnapshot> after) {}
