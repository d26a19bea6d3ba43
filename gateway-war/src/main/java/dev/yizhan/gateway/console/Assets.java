package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the pages. A file's address has the hash of its content, so browsers keep it for
 * ever.
 */
final class Assets {

  private static final int HASH_CHARS = 16;
  private static final Map<String, String> TYPES =
      Map.of(
          "console.css", "text/css; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "htmx.min.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  @SuppressWarnings("ArrayRecordComponent") // Written only, never compared.
  private record Asset(String address, String type, byte[] plain, byte[] packed) {}

  private final Map<String, Asset> byName = new LinkedHashMap<>();
  private final Map<String, Asset> byAddress = new LinkedHashMap<>();

  Assets() {
    TYPES.forEach(
        (name, type) -> {
          byte[] plain = read(name);
          Asset asset = new Asset(hash(plain) + "/" + name, type, plain, packed(plain));
          byName.put(name, asset);
          byAddress.put(asset.address(), asset);
        });
  }

  private static byte[] read(String name) {
    try (InputStream in =
        Objects.requireNonNull(Assets.class.getResourceAsStream("asset/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
          .substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static byte[] packed(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The address of a file, below that of all assets. */
  String address(String name) {
    return Objects.requireNonNull(byName.get(name), name).address();
  }

  /**
   * The file at an address.
   *
   * @param packs whether the client takes gzip
   */
  Optional<Answer> find(String address, boolean packs) {
    return Optional.ofNullable(byAddress.get(address))
        .map(
            asset -> {
              Map<String, String> headers = new LinkedHashMap<>();
              headers.put("Cache-Control", "public, max-age=31536000, immutable");
              headers.put("Vary", "Accept-Encoding");
              if (packs) {
                headers.put("Content-Encoding", "gzip");
              }
              return new Answer(200, asset.type(), packs ? asset.packed() : asset.plain(), headers);
            });
  }
}
