package dev.yizhan.gateway.core.session;

import java.time.Instant;
import java.util.Optional;

/**
 * Storage of sessions: all nodes know them, also after a restart. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface SessionStore {

  /** Begins a session. */
  void add(OperatorSession session);

  Optional<OperatorSession> find(String tokenHash);

  /** Notes a use. */
  void used(String tokenHash, Instant now);

  /** Ends a session, if it is there. */
  void remove(String tokenHash);

  /** Ends all sessions of a consumer. */
  void removeAll(String consumer);

  /** Removes sessions that began, or were used last, before these times. */
  void forget(Instant begunBefore, Instant usedBefore);
}
