package dev.yizhan.gateway.core.operation;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;
import java.util.Optional;

/**
 * Which submissions an operator wants to see; all that is given must fit.
 *
 * @param number one of its recipients
 * @param consumer whose
 * @param channel one of its calls goes or went over it
 * @param state of a recipient: of the one with the number, where one is given
 * @param from not written down before
 * @param to written down before
 * @param below ids below this one: the end of the page before
 */
public record SearchQuery(
    Optional<PhoneNumber> number,
    Optional<String> consumer,
    Optional<String> channel,
    Optional<DeliveryState> state,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Long> below) {}
