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
 * signature and message type, each as its length (4 bytes, -1 if absent) and UTF-8. If the
 * recipients have different texts, the byte is 3, there is no text, and each recipient's is stored
 * with the recipient, so that a call reads its own texts only. Earlier versions wrote 2, and all
 * texts after their number (4 bytes).
 */
final class ContentCipher {

  private static final System.Logger LOG = System.getLogger(ContentCipher.class.getName());
  private static final int ONE_TEXT = 1;
  private static final int ALL_TEXTS = 2;
  private static final int TEXTS_OF_RECIPIENTS = 3;
  private static final int ABSENT = -1;

  private final KeyRing keys;

  ContentCipher(KeyRing keys) {
    this.keys = keys;
  }

  /**
   * A recipient as it is stored.
   *
   * @param text encrypted; empty if the text is the submission's
   */
  record StoredRecipient(Recipient recipient, Optional<byte[]> text) {}

  byte[] encrypt(long submission, Content content, String fingerprint) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      List<String> texts = content.texts();
      out.writeByte(texts.size() == 1 ? ONE_TEXT : TEXTS_OF_RECIPIENTS);
      write(out, Optional.of(fingerprint));
      if (texts.size() == 1) {
        write(out, Optional.of(texts.get(0)));
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
   * Encrypts the texts of the recipients, by position.
   *
   * @return empty if all have the same
   */
  List<byte[]> encryptTexts(long submission, Content content) {
    List<byte[]> texts = new ArrayList<>();
    if (content.texts().size() > 1) {
      for (Recipient recipient : content.recipients()) {
        texts.add(
            keys.encrypt(
                content.texts().get(recipient.position()).getBytes(StandardCharsets.UTF_8),
                context(submission, recipient)));
      }
    }
    return texts;
  }

  /**
   * The message of a submission to some of its recipients. Empty if the value cannot be read, for
   * example because its key is missing; this is logged.
   */
  Optional<Message> tryDecrypt(
      long submission, byte[] encrypted, List<StoredRecipient> recipients) {
    try {
      return Optional.of(decrypt(submission, encrypted, recipients));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, e.getMessage());
      return Optional.empty();
    }
  }

  private Message decrypt(long submission, byte[] encrypted, List<StoredRecipient> stored) {
    List<Recipient> recipients = stored.stream().map(StoredRecipient::recipient).toList();
    try (DataInputStream in = decrypted(submission, encrypted)) {
      int version = version(submission, in);
      Optional<String> unused = read(in);
      int count = version == ONE_TEXT ? 1 : version == ALL_TEXTS ? in.readInt() : 0;
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(read(in).orElseThrow());
      }
      SendOptions options = new SendOptions(read(in), read(in), read(in), Optional.empty());
      return version == TEXTS_OF_RECIPIENTS
          ? new Message(
              recipients.stream().map(Recipient::number).toList(),
              stored.stream().map(each -> text(submission, each)).toList(),
              options)
          : Content.message(recipients, texts, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(long submission, StoredRecipient stored) {
    byte[] encrypted =
        stored
            .text()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "A text of " + context(submission) + " is missing in the store"));
    return new String(
        keys.decrypt(encrypted, context(submission, stored.recipient())), StandardCharsets.UTF_8);
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
    if (version < ONE_TEXT || version > TEXTS_OF_RECIPIENTS) {
      throw new IllegalStateException(
          "The value of " + context(submission) + " was written by a newer gateway");
    }
    return version;
  }

  private static String context(long submission) {
    return "submission " + submission;
  }

  private static String context(long submission, Recipient recipient) {
    return context(submission) + " recipient " + recipient.position();
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
