package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * A name and value of a form, not encoded.
 *
 * @param value empty if the form has none
 */
public record Parameter(String name, String value) {

  /** Checks that nothing is {@code null}. */
  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }

  /** The name only, since values are passwords, phone numbers and texts: {@code pwd=…}. */
  @Override
  public String toString() {
    return name + "=…";
  }
}
