package dev.yizhan.gateway.soap;

/**
 * An application that calls us.
 *
 * @param name how it authenticates
 * @param role what it may do
 */
public record Consumer(String name, Role role) {

  /** What a consumer may do. */
  public enum Role {
    /** Send, and see what is its own. */
    CONSUMER,
    /** The operations of the admin service as well. */
    ADMIN
  }
}
