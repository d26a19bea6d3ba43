package dev.yizhan.gateway.security;

import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.record.Readers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An application that calls the gateway.
 *
 * @param operations it may call; empty for all of its role
 * @param addresses it may call from; empty for all
 * @param rate calls a second at each node; empty for no limit
 * @param sender its channels, routes and quota
 * @param readers of its records
 * @param readsTexts whether an admin may see the texts of messages in the console
 */
public record Consumer(
    String name,
    Role role,
    Set<String> operations,
    Optional<Networks> addresses,
    OptionalInt rate,
    Sender sender,
    Readers readers,
    boolean readsTexts) {

  /** What a consumer may do. */
  public enum Role {
    /** The consumer service, for its own submissions. */
    CONSUMER,
    /** The admin service and the console, too. */
    ADMIN,
    /** No service: the console without changes, and with masked numbers. */
    VIEWER
  }

  /** Copies the set. */
  public Consumer {
    operations = Set.copyOf(operations);
  }

  /** A consumer without limits. */
  public static Consumer of(String name, Role role) {
    return new Consumer(
        name,
        role,
        Set.of(),
        Optional.empty(),
        OptionalInt.empty(),
        Sender.unlimited(name),
        Readers.INDEPENDENT,
        false);
  }

  /** The same, and whether it may see texts. */
  public Consumer readingTexts(boolean reads) {
    return new Consumer(name, role, operations, addresses, rate, sender, readers, reads);
  }

  /** Whether its configuration allows an operation; its role is checked elsewhere. */
  public boolean mayCall(String operation) {
    return role != Role.VIEWER && (operations.isEmpty() || operations.contains(operation));
  }

  boolean mayCallFrom(String address) {
    return addresses.map(allowed -> allowed.contains(address)).orElse(true);
  }
}
