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

  /** A consumer and the hash of its password. */
  public record Entry(Consumer consumer, PasswordHash passwordHash) {}

  private final Map<String, Entry> byName;
  private final List<PasswordHash> decoys;

  /**
   * Takes consumers with different names.
   *
   * @throws IllegalStateException where two have one name
   */
  public ConsumerDirectory(Collection<Entry> entries) {
    byName =
        entries.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.consumer().name(), Function.identity()));
    decoys =
        entries.isEmpty()
            ? List.of(PasswordHashes.of(""))
            : entries.stream()
                .sorted(Comparator.comparing(entry -> entry.consumer().name()))
                .map(entry -> entry.passwordHash().decoy())
                .toList();
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * A hash to be checked for a name that is unknown, so that the time of the answer does not
   * disclose which names there are. Where the consumers' hashes differ in kind or cost, so do the
   * decoys, in the same proportion.
   *
   * @param selector the same for the same name, and not predictable outside of this process
   */
  PasswordHash decoy(int selector) {
    return decoys.get(Math.floorMod(selector, decoys.size()));
  }
}
