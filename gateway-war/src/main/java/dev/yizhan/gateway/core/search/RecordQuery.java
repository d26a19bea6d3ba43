package dev.yizhan.gateway.core.search;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Which records an operator looks for: those of a consumer, by position, or those of a number.
 *
 * @param consumer must be present without a number
 * @param number the phone; records that have no owner are found, too
 * @param to only what had arrived before this time
 * @param below the end of the previous page, see {@link RecordPage#next}
 */
public record RecordQuery(
    RecordKind kind,
    Optional<String> consumer,
    Optional<PhoneNumber> number,
    Optional<Instant> to,
    Optional<Long> below) {}
