package dev.yizhan.gateway.core.record;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The owners of records that belong to no submission.
 *
 * @param owner of all records that no extension assigns
 * @param extensions consumers by extension: the last digits of the number to which a message was
 *     sent
 */
public record Ownership(Optional<String> owner, Map<String, String> extensions) {

  /** No owners. */
  public static final Ownership NONE = new Ownership(Optional.empty(), Map.of());

  /** The consumer's name in records without an owner. */
  public static final String UNOWNED = "";

  /** Copies the map. */
  public Ownership {
    extensions = Map.copyOf(extensions);
  }

  /** The consumer with the longest extension that is a suffix of a number. */
  public Optional<String> consumerFor(String number) {
    return extensions.entrySet().stream()
        .filter(entry -> number.endsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  /** The owner, or {@link #UNOWNED}. */
  public String defaultConsumer() {
    return owner.orElse(UNOWNED);
  }
}
