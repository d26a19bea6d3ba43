package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;

/**
 * One of a submission's recipients.
 *
 * @param position from 0, in the submission
 * @param number whom it goes to
 */
public record Recipient(int position, PhoneNumber number) {}
