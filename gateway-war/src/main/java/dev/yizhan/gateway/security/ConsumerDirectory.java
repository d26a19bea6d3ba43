package dev.yizhan.gateway.security;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The configured consumers, by name. */
public final class ConsumerDirectory {

  /**
   * A consumer and the hashes of its passwords.
   *
   * @param second while the password is being changed
   */
  public record Entry(Consumer consumer, PasswordHash passwordHash, Optional<PasswordHash> second) {

    /** A consumer with one password. */
    public Entry(Consumer consumer, PasswordHash passwordHash) {
      this(consumer, passwordHash, Optional.empty());
    }

    /** The hashes of its passwords, the first one first. */
    public List<PasswordHash> hashes() {
      return second.map(hash -> List.of(passwordHash, hash)).orElseGet(() -> List.of(passwordHash));
    }
  }

  private record DoorUser(String door, String user) {}

  private final Map<String, Entry> byName;
  private final Map<DoorUser, DoorLogin> doorLogins;
  private final List<List<PasswordHash>> decoys;

  /**
   * Takes consumers with different names.
   *
   * @throws IllegalStateException where two have one name
   */
  public ConsumerDirectory(Collection<Entry> entries) {
    this(entries, List.of());
  }

  /**
   * Takes consumers with different names, and their logins at front doors.
   *
   * @throws IllegalStateException where two have one name, or one user name at one door
   */
  public ConsumerDirectory(Collection<Entry> entries, Collection<DoorLogin> logins) {
    doorLogins =
        logins.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    login -> new DoorUser(login.door(), login.user()), Function.identity()));
    byName =
        entries.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.consumer().name(), Function.identity()));
    decoys =
        entries.isEmpty()
            ? List.of(List.of(PasswordHashes.of("")))
            : entries.stream()
                .sorted(Comparator.comparing(entry -> entry.consumer().name()))
                .map(entry -> entry.hashes().stream().map(PasswordHash::decoy).toList())
                .toList();
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<DoorLogin> find(String door, String user) {
    return Optional.ofNullable(doorLogins.get(new DoorUser(door, user)));
  }

  /** All consumers, in no order. */
  List<Entry> entries() {
    return List.copyOf(byName.values());
  }

  /**
   * Hashes to be checked for a name that is unknown, so that the time of the answer does not
   * disclose which names there are. Where the consumers' hashes differ in number, kind or cost, so
   * do the decoys, in the same proportion.
   *
   * @param selector the same for the same name, and not predictable outside of this process
   */
  List<PasswordHash> decoys(int selector) {
    return decoys.get(Math.floorMod(selector, decoys.size()));
  }
}
