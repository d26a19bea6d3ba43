package dev.yizhan.sandbox;

import java.time.Instant;

/**
 * A request that a vendor simulator has answered, or whose connection it has cut.
 *
 * @param vendor its name
 * @param target the path, still encoded
 * @param from when the request arrived, by the simulator's clock
 * @param to when the answer was ready or the connection cut, by the same clock
 */
public record ServedRequest(String vendor, String target, Instant from, Instant to) {}
