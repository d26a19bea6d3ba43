package dev.yizhan.gateway.core.submission;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call that this node has claimed. Its text is decrypted when the call is made, not while it is
 * claimed.
 *
 * @param key its submission and number
 * @param content decrypts the text; empty if it cannot be read, which is logged
 */
public record ClaimedCall(CallKey key, Supplier<Optional<PendingCall>> content) {}
