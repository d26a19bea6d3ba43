package dev.yizhan.gateway.core.statement;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which statements are asked for.
 *
 * @param from the first day, China time
 * @param to the last day
 * @param consumer empty for all
 * @param channel empty for all
 * @param account empty for all
 */
public record StatementQuery(
    LocalDate from,
    LocalDate to,
    Optional<String> consumer,
    Optional<String> channel,
    Optional<String> account) {}
