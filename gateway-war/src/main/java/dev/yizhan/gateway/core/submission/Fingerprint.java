package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.vendor.SendOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recognises whether two requests with the same request id have the same content. */
public final class Fingerprint {

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  /**
   * Times that mean "none" (docs/reference.md). Earlier versions took them as they were written,
   * without an offset, or with that of China or UTC.
   */
  private static final List<Optional<Instant>> NO_START =
      instants("0001-01-01T00:00:00", "1899-12-30T00:00:00", "1900-01-01T00:00:00");

  private static final List<Optional<Instant>> NO_END =
      instants("9999-12-31T00:00:00", "9999-12-31T23:59:59", "9999-12-31T23:59:59.999");

  private Fingerprint() {}

  private static List<Optional<Instant>> instants(String... times) {
    return Stream.concat(
            Stream.of(Optional.<Instant>empty()),
            Stream.of(times)
                .map(LocalDateTime::parse)
                .flatMap(time -> Stream.of(CHINA, ZoneOffset.UTC).map(time::toInstant))
                .map(Optional::of))
        .toList();
  }

  /**
   * The digest of channel, texts, times, references, options, and recipients in their order. How
   * long the client waits makes no difference.
   *
   * @return SHA-256, hexadecimal
   */
  public static String of(SendRequest request) {
    return of(request, request.content(), request.sendAt(), request.expiresAt());
  }

  /**
   * Whether a stored fingerprint is that of a request, in this version or an earlier one, which
   * read some numbers and times in another way.
   */
  public static boolean matches(String stored, SendRequest request) {
    return readings(request).anyMatch(content -> matchesAtSomeTime(stored, request, content));
  }

  /** Whether this version or an earlier one can have stored a submission of these recipients. */
  public static boolean canBeStored(SendRequest request) {
    return readings(request).findAny().isPresent();
  }

  private static Stream<Content> readings(SendRequest request) {
    return Stream.concat(Stream.of(request.content()), request.content().former().stream())
        .filter(content -> content.invalid().isEmpty());
  }

  private static boolean matchesAtSomeTime(String stored, SendRequest request, Content content) {
    return starts(request).stream()
        .flatMap(start -> ends(request).stream().map(end -> of(request, content, start, end)))
        .anyMatch(stored::equals);
  }

  private static List<Optional<Instant>> starts(SendRequest request) {
    return request.sendAt().isPresent() ? List.of(request.sendAt()) : NO_START;
  }

  private static List<Optional<Instant>> ends(SendRequest request) {
    return request.expiresAt().isPresent() ? List.of(request.expiresAt()) : NO_END;
  }

  private static String of(
      SendRequest request, Content content, Optional<Instant> sendAt, Optional<Instant> expiresAt) {
    SendOptions options = content.options();
    List<String> parts = new ArrayList<>();
    parts.add(request.channel().orElse(""));
    parts.addAll(content.texts());
    parts.add(sendAt.map(Object::toString).orElse(""));
    parts.add(expiresAt.map(Object::toString).orElse(""));
    parts.add(request.reference().orElse(""));
    parts.add(options.extension().orElse(""));
    parts.add(options.signature().orElse(""));
    parts.add(options.messageType().orElse(""));
    content.numbers().stream().map(PhoneNumber::digits).forEach(parts::add);
    content.references().forEach(own -> parts.add(own.orElse("")));
    return sha256(parts);
  }

  private static String sha256(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
