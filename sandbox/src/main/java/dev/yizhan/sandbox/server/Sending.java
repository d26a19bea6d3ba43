package dev.yizhan.sandbox.server;

import java.util.List;

/**
 * A message that a caller hands in.
 *
 * @param numbers to whom
 * @param text what, decoded
 * @param request the bytes that brought it
 */
public record Sending(List<String> numbers, String text, RawRequest request) {

  /** Copies the list. */
  public Sending {
    numbers = List.copyOf(numbers);
  }
}
