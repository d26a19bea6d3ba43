package dev.yizhan.http;

import java.time.Instant;

/**
 * A certificate on which calls depend.
 *
 * @param certificate what it is, as the beginning of a sentence
 * @param from since when it is valid
 * @param to until when it is valid
 */
public record CertificateValidity(String certificate, Instant from, Instant to) {}
