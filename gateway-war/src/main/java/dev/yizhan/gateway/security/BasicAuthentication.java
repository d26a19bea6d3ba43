package dev.yizhan.gateway.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the HTTP header {@code Authorization: Basic …} (RFC 7617). */
public final class BasicAuthentication {

  private static final String SCHEME = "basic ";

  /** Old clients send their system's charset: on a Chinese Windows a subset of this one. */
  private static final Charset FALLBACK = Charset.forName("GB18030");

  private BasicAuthentication() {}

  /** Empty where the header is missing, malformed or of another scheme. */
  public static Optional<Credentials> credentials(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      String pair =
          text(Base64.getMimeDecoder().decode(authorization.substring(SCHEME.length()).strip()));
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, FALLBACK);
    }
  }
}
