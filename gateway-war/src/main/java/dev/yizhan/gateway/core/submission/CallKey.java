package dev.yizhan.gateway.core.submission;

/**
 * Identifies a call.
 *
 * @param submission the id of its submission
 * @param number which of the submission's calls, from 1
 */
public record CallKey(long submission, int number) {}
