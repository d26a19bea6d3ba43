package dev.yizhan.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A minimal SOAP client: one connection, kept as long as the server keeps it, one call at a time.
 */
final class SoapCaller implements AutoCloseable {

  private static final String LENGTH = "content-length:";

  private final String path;
  private final int port;
  private Socket socket;
  private InputStream in;

  SoapCaller(int port, String path) {
    this.port = port;
    this.path = path;
    this.socket = connect();
    this.in = input();
  }

  private Socket connect() {
    try {
      Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
      connected.setTcpNoDelay(true);
      return connected;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream input() {
    try {
      return new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the content of a Body and returns the whole response. */
  String call(String body) {
    return exchange(request(path, "demo:demo", body));
  }

  /** Sends a whole request and returns the whole response. */
  String exchange(byte[] whole) {
    try {
      socket.getOutputStream().write(whole);
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A whole request.
   *
   * @param credentials name and password, joined by a colon
   * @param body the content of the Body
   */
  static byte[] request(String path, String credentials, String body) {
    return post(
        path,
        "text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
        envelope(body));
  }

  /** A SOAP 1.1 message. */
  static byte[] envelope(String body) {
    return ("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
            + body
            + "</soap:Body></soap:Envelope>")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A whole request.
   *
   * @param contentType and header fields after it
   */
  static byte[] post(String path, String contentType, byte[] content) {
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + content.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] whole = java.util.Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, whole, head.length, content.length);
    return whole;
  }

  private String answer() throws IOException {
    String status = line();
    int length = -1;
    boolean chunked = false;
    boolean last = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(java.util.Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
      }
      last |= lower.startsWith("connection:") && lower.contains("close");
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    StringBuilder body = new StringBuilder();
    if (chunked) {
      for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
        body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
        line();
      }
      line();
    } else {
      body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    if (last) {
      close();
      socket = connect();
      in = input();
    }
    if (!status.contains(" 200")) {
      throw new IllegalStateException(status + " " + body);
    }
    return body.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("cut");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
