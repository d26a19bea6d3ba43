package dev.yizhan.gateway.door;

import dev.yizhan.door.Door;
import java.time.Duration;
import java.util.Optional;

/**
 * A front door that the operator has switched on.
 *
 * @param door the vendor's protocol
 * @param publicAddress of the vendor's root as clients see it, without a slash at its end; empty
 *     for the one of each request
 * @param plainHttp whether secrets may come over connections without TLS
 * @param secretsInUrl whether secrets may come in the query of a GET
 * @param maxWait for the outcome of a message
 * @param repeatWindow how long an equal message of the same login is the same message
 * @param acknowledgement how records are acknowledged that were handed out
 * @param acknowledgePause the least time between two polls for the second to acknowledge the first
 */
public record OpenDoor(
    Door door,
    Optional<String> publicAddress,
    boolean plainHttp,
    boolean secretsInUrl,
    Duration maxWait,
    Optional<Duration> repeatWindow,
    Acknowledgement acknowledgement,
    Duration acknowledgePause) {

  /** How records are acknowledged that were handed out. */
  public enum Acknowledgement {
    /** By the next poll. */
    BY_NEXT_POLL,
    /** By {@code Acknowledge} at {@code /sms} only. */
    BY_CONSUMER
  }

  String name() {
    return door.name();
  }
}
