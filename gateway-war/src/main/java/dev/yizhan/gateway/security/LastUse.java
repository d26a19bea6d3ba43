package dev.yizhan.gateway.security;

import java.time.LocalDate;
import java.util.Optional;

/**
 * When a consumer's password was used last, since this node started.
 *
 * @param password 1 for the first, 2 for the second
 * @param day in China time; empty if it was not used
 */
public record LastUse(String consumer, int password, Optional<LocalDate> day) {}
