package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.vendor.Message;
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

  byte[] encrypt(long submission, Content content, String fingerprint) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      List<String> texts = content.texts();
      out.writeByte(texts.size() == 1 ? ONE_TEXT : SEVERAL_TEXTS);
      write(out, Optional.of(fingerprint));
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

  /**
   * The message of a submission to some of its recipients. Empty if the value cannot be read, for
   * example because its key is missing; this is logged.
   */
  Optional<Message> tryDecrypt(long submission, byte[] encrypted, List<Recipient> recipients) {
    try {
      return Optional.of(decrypt(submission, encrypted, recipients));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, e.getMessage());
      return Optional.empty();
    }
  }

  private Message decrypt(long submission, byte[] encrypted, List<Recipient> recipients) {
    try (DataInputStream in = decrypted(submission, encrypted)) {
      int version = version(submission, in);
      Optional<String> unused = read(in);
      int count = version == ONE_TEXT ? 1 : in.readInt();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(read(in).orElseThrow());
      }
      return Content.message(
          recipients, texts, new SendOptions(read(in), read(in), read(in), Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fingerprint of a submission's request. */
  String fingerprint(long submission, byte[] encrypted) {
    try (DataInputStream in = decrypted(submission, encrypted)) {
      int unused = version(submission, in);
      return read(in).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataInputStream decrypted(long submission, byte[] encrypted) {
    return new DataInputStream(
        new ByteArrayInputStream(keys.decrypt(encrypted, context(submission))));
  }

  private static int version(long submission, DataInputStream in) throws IOException {
    int version = in.readByte();
    if (version != ONE_TEXT && version != SEVERAL_TEXTS) {
      throw new IllegalStateException(
          "The value of " + context(submission) + " was written by a newer gateway");
    }
    return version;
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
