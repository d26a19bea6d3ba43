package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;

/**
 * A recipient of a submission.
 *
 * @param position in the submission, from 0
 */
public record Recipient(int position, PhoneNumber number) {}
