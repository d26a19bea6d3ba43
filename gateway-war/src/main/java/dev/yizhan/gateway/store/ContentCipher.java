package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.vendor.SendOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Encrypts submissions' contents. The plain form: one byte 1, then fingerprint, text, extension,
 * signature and message type, each as its length (4 bytes, -1 if absent) and UTF-8. With several
 * texts, the byte is 2, and their number (4 bytes) precedes them.
 */
final class ContentCipher {

  private static final System.Logger LOG = System.getLogger(ContentCipher.class.getName());
  private static final int ONE_TEXT = 1;
  private static final int SEVERAL_TEXTS = 2;
  private static final int ABSENT = -1;

  private final KeyRing keys;

  ContentCipher(KeyRing keys) {
    this.keys = keys;
  }

  byte[] encrypt(long submission, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      List<String> texts = content.texts();
      out.writeByte(texts.size() == 1 ? ONE_TEXT : SEVERAL_TEXTS);
      write(out, Optional.of(content.fingerprint()));
      if (texts.size() != 1) {
        out.writeInt(texts.size());
      }
      for (String text : texts) {
        write(out, Optional.of(text));
      }
      write(out, content.options().extension());
      write(out, content.options().signature());
      write(out, content.options().messageType());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys.encrypt(bytes.toByteArray(), context(submission));
  }

  /** Empty if the value was changed, or its key is missing; this is logged. */
  Optional<Content> tryDecrypt(long submission, byte[] encrypted) {
    try {
      return Optional.of(decrypt(submission, encrypted));
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.ERROR, e.getMessage());
      return Optional.empty();
    }
  }

  Content decrypt(long submission, byte[] encrypted) {
    byte[] bytes = keys.decrypt(encrypted, context(submission));
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != ONE_TEXT && version != SEVERAL_TEXTS) {
        throw new IllegalStateException(
            "The value of " + context(submission) + " was written by a newer gateway");
      }
      String fingerprint = read(in).orElseThrow();
      int count = version == ONE_TEXT ? 1 : in.readInt();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(read(in).orElseThrow());
      }
      return new Content(
          texts, new SendOptions(read(in), read(in), read(in), Optional.empty()), fingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String context(long submission) {
    return "submission " + submission;
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    if (text.isEmpty()) {
      out.writeInt(ABSENT);
      return;
    }
    byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static Optional<String> read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == ABSENT
        ? Optional.empty()
        : Optional.of(new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }
}
