package dev.yizhan.gateway.core.submission;

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

  private Fingerprint() {}

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  /**
   * Times that mean "none" (docs/reference.md). Earlier versions took them as they were written,
   * without an offset, or with that of China or UTC.
   */
  private static final List<Optional<Instant>> NO_START =
      instants("0001-01-01T00:00:00", "1899-12-30T00:00:00", "1900-01-01T00:00:00");

  private static final List<Optional<Instant>> NO_END =
      instants("9999-12-31T00:00:00", "9999-12-31T23:59:59", "9999-12-31T23:59:59.999");

  private static List<Optional<Instant>> instants(String... times) {
    Stream<Optional<Instant>> none = Stream.of(Optional.empty());
    return Stream.concat(
            none,
            Stream.of(times)
                .map(LocalDateTime::parse)
                .flatMap(
                    time ->
                        Stream.of(CHINA, ZoneOffset.UTC)
                            .map(offset -> Optional.of(time.toInstant(offset)))))
        .toList();
  }

  private static List<Optional<Instant>> starts(SendRequest request) {
    return request.sendAt().isPresent() ? List.of(request.sendAt()) : NO_START;
  }

  private static List<Optional<Instant>> ends(SendRequest request) {
    return request.expiresAt().isPresent() ? List.of(request.expiresAt()) : NO_END;
  }

  /**
   * Whether a stored fingerprint is that of a request, in this version or an earlier one, which
   * read some numbers and times in another way.
   *
   * @param recipients of the request
   */
  public static boolean matches(String stored, SendRequest request, RecipientList recipients) {
    return Stream.of(recipients, RecipientList.former(request))
        .filter(read -> read.invalid().isEmpty())
        .anyMatch(read -> matchesAtSomeTime(stored, request, read));
  }

  private static boolean matchesAtSomeTime(String stored, SendRequest request, RecipientList read) {
    return starts(request).stream()
        .flatMap(start -> ends(request).stream().map(end -> of(request, read, start, end)))
        .anyMatch(stored::equals);
  }

  /** Whether this version or an earlier one can have stored a submission of these recipients. */
  public static boolean canBeStored(SendRequest request, RecipientList recipients) {
    return recipients.invalid().isEmpty() || RecipientList.former(request).invalid().isEmpty();
  }

  /**
   * The digest of channel, recipients in their order, texts, times, references and options. How
   * long the client waits makes no difference.
   *
   * @param recipients of the request
   * @return SHA-256, hexadecimal
   */
  public static String of(SendRequest request, RecipientList recipients) {
    return of(request, recipients, request.sendAt(), request.expiresAt());
  }

  private static String of(
      SendRequest request,
      RecipientList recipients,
      Optional<Instant> sendAt,
      Optional<Instant> expiresAt) {
    List<String> parts = new ArrayList<>();
    parts.add(request.channel().orElse(""));
    parts.addAll(recipients.texts());
    parts.add(sendAt.map(Object::toString).orElse(""));
    parts.add(expiresAt.map(Object::toString).orElse(""));
    parts.add(request.reference().orElse(""));
    parts.add(request.options().extension().orElse(""));
    parts.add(request.options().signature().orElse(""));
    parts.add(request.options().messageType().orElse(""));
    recipients.numbers().forEach(number -> parts.add(number.digits()));
    recipients.references().forEach(reference -> parts.add(reference.orElse("")));
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
