package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Circuit;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens on a channel.
 *
 * @param circuit whether this node calls the vendor
 * @param circuitSince since when
 * @param failure of the last call that failed, if the circuit is not closed
 * @param running calls of this node to the vendor
 * @param waiting calls of all nodes that are due and wait, as of the last second
 * @param oldest since when the first of them is due
 */
public record ChannelActivity(
    Circuit circuit,
    Instant circuitSince,
    Optional<String> failure,
    int running,
    int waiting,
    Optional<Instant> oldest) {}
