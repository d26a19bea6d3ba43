package dev.yizhan.http;

import java.util.Optional;

/**
 * The result of a post.
 *
 * @param status of the answer; empty if none came
 * @param retryAfter the header of this name, as it was sent
 * @param reason why none came; without an address
 * @param isLate whether the server took the request, as it seems, and did not answer in time
 */
public record PostResult(
    Optional<Integer> status, Optional<String> retryAfter, String reason, boolean isLate) {

  static PostResult answered(int status, Optional<String> retryAfter) {
    return new PostResult(Optional.of(status), retryAfter, "HTTP " + status, false);
  }

  static PostResult unreached(String reason) {
    return new PostResult(Optional.empty(), Optional.empty(), reason, false);
  }

  static PostResult late(String reason) {
    return new PostResult(Optional.empty(), Optional.empty(), reason, true);
  }
}
