package dev.yizhan.sandbox.server;

import java.util.List;

/**
 * A message that a caller hands in.
 *
 * @param numbers to whom
 * @param text what, decoded
 * @param extension digits behind the sending number; empty without
 * @param customId the caller's id of it; empty without
 * @param request the bytes that brought it
 */
public record Sending(
    List<String> numbers, String text, String extension, String customId, RawRequest request) {

  /** Copies the list. */
  public Sending {
    numbers = List.copyOf(numbers);
  }

  /**
   * A message that bears nothing else.
   *
   * @param numbers to whom
   * @param text what, decoded
   * @param request the bytes that brought it
   */
  public Sending(List<String> numbers, String text, RawRequest request) {
    this(numbers, text, "", "", request);
  }
}
