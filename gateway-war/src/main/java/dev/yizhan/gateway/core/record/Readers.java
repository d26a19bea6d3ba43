package dev.yizhan.gateway.core.record;

import java.util.Optional;

/**
 * Whose position each of a consumer's readers reads and acknowledges.
 *
 * @param owner the reader whose position all of them share; empty if each has its own
 */
public record Readers(Optional<Reader> owner) {

  /** Each reader has its own position. */
  public static final Readers INDEPENDENT = new Readers(Optional.empty());

  /** The reader whose position this one reads and acknowledges. */
  public Reader positionOf(Reader reader) {
    return owner.orElse(reader);
  }
}
