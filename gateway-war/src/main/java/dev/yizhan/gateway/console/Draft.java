package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.submission.SendRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as it stands in the form.
 *
 * @param channel empty for the routes
 * @param requestId made with the form, so that it is sent once
 */
public record Draft(String text, String numbers, String channel, String requestId) {

  private static final String REQUEST_ID = "console-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** An empty form. */
  static Draft blank() {
    return new Draft("", "", "", newRequestId());
  }

  /** What was written. Browsers end lines in two characters, of which a vendor would bill both. */
  static Draft of(Form form) {
    return new Draft(
        form.raw("text").orElse("").replace("\r\n", "\n"),
        form.raw("numbers").orElse("").replace("\r\n", "\n"),
        form.find("channel").orElse(""),
        form.find("requestId").filter(id -> id.matches(REQUEST_ID)).orElseGet(Draft::newRequestId));
  }

  private static String newRequestId() {
    return "console-" + UUID.randomUUID();
  }

  /** The same as another message. */
  Draft anew() {
    return new Draft(text, numbers, channel, newRequestId());
  }

  /** The same with another text. */
  Draft reading(String other) {
    return new Draft(other, numbers, channel, requestId);
  }

  /** Whether there is nothing to check yet. */
  boolean isIncomplete() {
    return text.isBlank() || lines().isEmpty();
  }

  private List<String> lines() {
    return Arrays.stream(numbers.split("\n", -1)).filter(line -> !line.isBlank()).toList();
  }

  SendRequest request(Duration maxWait) {
    return SendRequest.ofText(
        requestId, Optional.of(channel).filter(name -> !name.isEmpty()), lines(), text, maxWait);
  }

  /** By which it is known whether this is what was checked. */
  public String digest() {
    try {
      byte[] content = String.join("\0", channel, numbers, text).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Discloses no number and no text. */
  @Override
  public String toString() {
    return "Draft " + requestId;
  }
}
