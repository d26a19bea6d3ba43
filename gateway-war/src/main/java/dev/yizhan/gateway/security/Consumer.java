package dev.yizhan.gateway.security;

import dev.yizhan.gateway.core.Sender;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An application that calls us.
 *
 * @param name how it authenticates
 * @param role what it may do
 * @param operations which of them; empty for all
 * @param addresses from where it may call; everywhere where there are none
 * @param rate how many calls a second, if there is a limit
 * @param sender over which channels it sends, and how much
 */
public record Consumer(
    String name,
    Role role,
    Set<String> operations,
    Optional<Networks> addresses,
    OptionalInt rate,
    Sender sender) {

  /** What a consumer may do. */
  public enum Role {
    /** Send, and see what is its own. */
    CONSUMER,
    /** The operations of the admin service as well. */
    ADMIN
  }

  /** Copies the set. */
  public Consumer {
    operations = Set.copyOf(operations);
  }

  /**
   * One without limits.
   *
   * @param name how it authenticates
   * @param role what it may do
   * @return the consumer
   */
  public static Consumer of(String name, Role role) {
    return new Consumer(
        name, role, Set.of(), Optional.empty(), OptionalInt.empty(), Sender.of(name));
  }

  /**
   * Whether it may call an operation.
   *
   * @param operation its name
   * @return whether it is among its own
   */
  public boolean mayCall(String operation) {
    return operations.isEmpty() || operations.contains(operation);
  }
}
