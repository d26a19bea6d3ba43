package dev.yizhan.gateway.core.operation;

import java.util.Optional;

/**
 * Names one submission: its id, or its consumer and request id.
 *
 * @param id of the submission; the others are not read then
 */
public record SubmissionName(
    Optional<Long> id, Optional<String> consumer, Optional<String> requestId) {

  /** The submission of an id. */
  public static SubmissionName of(long id) {
    return new SubmissionName(Optional.of(id), Optional.empty(), Optional.empty());
  }

  /** Whether it names one. */
  public boolean isComplete() {
    return id.isPresent() || (consumer.isPresent() && requestId.isPresent());
  }
}
