package dev.yizhan.gateway.core.operation;

import dev.yizhan.gateway.core.submission.Submission;

/**
 * What became of an operator's cancellation.
 *
 * @param isDone whether any delivery still waited
 * @param submission its state afterwards
 */
public record Cancellation(boolean isDone, Submission submission) {}
