package dev.yizhan.vendor;

import dev.yizhan.http.Exchange;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A vendor's whole answer as bytes: one byte 1, the status as four bytes, the content type as
 * {@link java.io.DataOutput#writeUTF} writes it, and the body up to the end.
 */
public final class StoredAnswer {

  private static final int VERSION = 1;
  private static final int LONGEST_CONTENT_TYPE = 1000;
  private static final int HEAD = 64;

  private StoredAnswer() {}

  static byte[] bytes(VendorResponse response) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(response.body().length + HEAD);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(response.status());
      String type = response.contentType();
      out.writeUTF(
          type.length() > LONGEST_CONTENT_TYPE ? type.substring(0, LONGEST_CONTENT_TYPE) : type);
      out.write(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Gives a stored answer to every request; nothing is sent.
   *
   * @param stored as an {@link AnswerRecorder} gave it to its store
   * @return a transport to poll over
   * @throws IllegalArgumentException if the bytes are no answer, or one of a newer version
   */
  public static Transport replay(byte[] stored) {
    Exchange exchange = new Exchange.Answered(response(stored));
    return request -> exchange;
  }

  /**
   * Reads a stored answer.
   *
   * @param stored as an {@link AnswerRecorder} gave it to its store
   * @return the answer
   * @throws IllegalArgumentException if the bytes are no answer, or one of a newer version
   */
  public static VendorResponse response(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readByte() != VERSION) {
        throw new IllegalArgumentException("This answer was stored by a newer version");
      }
      return new VendorResponse(in.readInt(), in.readUTF(), in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalArgumentException("These bytes are no stored answer", e);
    }
  }

  /**
   * Reads the body of a stored answer.
   *
   * @param stored as an {@link AnswerRecorder} gave it to its store
   * @return the bytes that the vendor sent
   * @throws IllegalArgumentException if the bytes are no answer, or one of a newer version
   */
  public static byte[] body(byte[] stored) {
    return response(stored).body();
  }
}
