package dev.yizhan.gateway.soap;

import java.util.Optional;

/** A service with operations that end later than the thread of their request. */
interface DeferringService {

  /**
   * Starts the operation of a request, if it is one of these.
   *
   * @param request the operation's argument
   * @return empty for an operation that is to be called
   */
  Optional<DeferredResponse<?>> start(Object request);
}
