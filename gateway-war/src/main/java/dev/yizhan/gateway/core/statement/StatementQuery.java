package dev.yizhan.gateway.core.statement;

import java.util.Optional;

/**
 * Which statements are asked for.
 *
 * @param consumer empty for all
 * @param channel empty for all
 * @param account empty for all
 */
public record StatementQuery(
    DayRange days, Optional<String> consumer, Optional<String> channel, Optional<String> account) {}
