package dev.yizhan.http;

import java.util.Optional;

/**
 * The result of a post.
 *
 * @param status of the answer; empty if none came
 * @param retryAfter the header of this name, as it was sent
 * @param content of the answer; empty if it did not come to its end, or is too long
 * @param reason why none came; without an address
 * @param isLate whether the server took the request, as it seems, and did not answer in time
 */
public record PostResult(
    Optional<Integer> status,
    Optional<String> retryAfter,
    Optional<byte[]> content,
    String reason,
    boolean isLate) {

  static PostResult answered(CallbackAnswer.Head head, Optional<byte[]> content) {
    return new PostResult(
        Optional.of(head.status()), head.retryAfter(), content, "HTTP " + head.status(), false);
  }

  static PostResult unreached(String reason) {
    return new PostResult(Optional.empty(), Optional.empty(), Optional.empty(), reason, false);
  }

  static PostResult late(String reason) {
    return new PostResult(Optional.empty(), Optional.empty(), Optional.empty(), reason, true);
  }
}
