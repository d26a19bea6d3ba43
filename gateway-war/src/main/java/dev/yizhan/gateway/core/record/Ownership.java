package dev.yizhan.gateway.core.record;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Whose records are that belong to no submission.
 *
 * @param owner of the account, who gets what is nobody else's
 * @param extensions consumers by the digits at the end of the numbers that are written to
 */
public record Ownership(Optional<String> owner, Map<String, String> extensions) {

  /** Nobody owns anything. */
  public static final Ownership NONE = new Ownership(Optional.empty(), Map.of());

  /** The name of the consumer whose everything is that is nobody's. */
  public static final String UNOWNED = "";

  /** Copies the map. */
  public Ownership {
    extensions = Map.copyOf(extensions);
  }

  /**
   * The consumer whose extension stands at the end of a number.
   *
   * @param number what was written to
   * @return of several, the one with the longest
   */
  public Optional<String> consumerFor(String number) {
    return extensions.entrySet().stream()
        .filter(entry -> number.endsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  /**
   * Whose is what is nobody else's.
   *
   * @return the owner's, or {@link #NOBODYS}
   */
  public String defaultConsumer() {
    return owner.orElse(UNOWNED);
  }
}
