package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * One name and value of a form, both as plain text.
 *
 * @param name the name, not yet encoded
 * @param value the value, not yet encoded; empty where the form has none
 */
public record Parameter(String name, String value) {

  /** Checks that neither is {@code null}. */
  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }

  /**
   * Shows the name only: values are passwords, phone numbers and texts.
   *
   * @return for example {@code pwd=…}
   */
  @Override
  public String toString() {
    return name + "=…";
  }
}
