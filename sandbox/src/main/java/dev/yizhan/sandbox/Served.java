package dev.yizhan.sandbox;

import java.time.Instant;

/**
 * A request that a pretend vendor has dealt with, by its own clock.
 *
 * @param vendor which
 * @param target the path, not decoded
 * @param from when it had come
 * @param to when its answer was made, or the connection cut
 */
public record Served(String vendor, String target, Instant from, Instant to) {}
