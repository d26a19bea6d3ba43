package dev.yizhan.gateway.door;

import dev.yizhan.door.Door;
import dev.yizhan.gateway.security.Networks;
import java.time.Duration;
import java.util.Optional;

/**
 * A front door that the operator has switched on.
 *
 * @param door the vendor's protocol
 * @param publicAddress of the vendor's root as clients see it, without a slash at its end; empty
 *     for the one of each request
 * @param secrets how secrets may come
 * @param maxWait for the outcome of a message
 * @param repeats which messages of a login are one
 * @param acknowledgement how records are acknowledged that were handed out
 * @param acknowledgePause the least time between two polls for the second to acknowledge the first
 * @param registration of accounts at the vendor; empty if nobody may register one
 */
public record OpenDoor(
    Door door,
    Optional<String> publicAddress,
    Secrets secrets,
    Duration maxWait,
    Repeats repeats,
    Acknowledgement acknowledgement,
    Duration acknowledgePause,
    Optional<Registration> registration) {

  /**
   * How passwords, numbers and texts may come.
   *
   * @param overPlainHttp over connections without TLS
   * @param inUrl in the query of a GET
   */
  public record Secrets(boolean overPlainHttp, boolean inUrl) {}

  /**
   * Who may register accounts.
   *
   * @param account at whose vendor
   * @param from the clients' networks
   */
  public record Registration(String account, Networks from) {}

  /**
   * Which messages of a login are one, and are sent once.
   *
   * @param window how long an equal message is the same
   * @param byClientId whether a message with the same id of the client's own is the same
   */
  public record Repeats(Optional<Duration> window, boolean byClientId) {

    /** Each call is a message of its own. */
    public static final Repeats NONE = new Repeats(Optional.empty(), false);
  }

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
