package dev.yizhan.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests and responses over a plain socket, byte for byte. */
final class Wire {

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final String CONTINUE = "HTTP/1.1 100";

  private Wire() {}

  /**
   * A response.
   *
   * @param head the status line and all headers
   * @param body decoded as UTF-8
   */
  record Answer(int status, String head, String body) {

    /** With a space after the semicolon, which some servers omit. */
    String contentType() {
      return header("content-type").replace(";charset", "; charset");
    }

    String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /** Sends one request over its own connection. */
  static Answer exchange(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      return answer(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer answer(InputStream in) throws IOException {
    String head = head(in);
    while (head.startsWith(CONTINUE)) {
      head = head(in);
    }
    Answer withoutBody = new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, "");
    byte[] body =
        withoutBody.header("transfer-encoding").equals("chunked")
            ? chunks(in)
            : in.readNBytes(Integer.parseInt(withoutBody.header("content-length")));
    return new Answer(withoutBody.status(), head, new String(body, StandardCharsets.UTF_8));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("cut after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      all.write(in.readNBytes(size));
      in.readNBytes(2);
    }
    return all.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      line.append((char) next);
    }
    return Integer.parseInt(line.toString().strip(), 16);
  }
}
