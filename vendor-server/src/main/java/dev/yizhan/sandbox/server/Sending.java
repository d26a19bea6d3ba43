package dev.yizhan.sandbox.server;

import java.util.List;

/**
 * A message that a client submits.
 *
 * @param numbers the recipients
 * @param text decoded
 * @param extension digits after the sender's number; empty for none
 * @param customId the client's id for the message; empty for none
 * @param time when it is to be sent, in the vendor's form; empty for now
 * @param request the request that brought it
 */
public record Sending(
    List<String> numbers,
    String text,
    String extension,
    String customId,
    String time,
    RawRequest request) {

  /** Copies the list. */
  public Sending {
    numbers = List.copyOf(numbers);
  }

  /** A message for now, without extension and id. */
  public Sending(List<String> numbers, String text, RawRequest request) {
    this(numbers, text, "", "", "", request);
  }
}
