package dev.yizhan.gateway.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;

/** Writes requests byte by byte, as scripts of all kinds do. */
record RawClient(DoorGateway gateway) {

  /**
   * An answer.
   *
   * @param head the status line and the headers
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Answered(String head, byte[] body) {

    int status() {
      return Integer.parseInt(head.split(" ", -1)[1]);
    }

    String text() {
      return text("gb18030");
    }

    String text(String charset) {
      return new String(body, Charset.forName(charset));
    }
  }

  Answered get(String vendor, String target) throws IOException {
    return exchange(vendor, "GET", target, "", "");
  }

  /** Posts a body whose characters are bytes. */
  Answered post(String vendor, String path, String type, String body) throws IOException {
    return exchange(vendor, "POST", path, "Content-Type: " + type + "\r\n", body);
  }

  Answered exchange(String vendor, String method, String target, String headers, String body)
      throws IOException {
    URI root = gateway.address(vendor);
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + root.getPath()
                      + target
                      + " HTTP/1.1\r\nHost: "
                      + root.getAuthority()
                      + "\r\nConnection: close\r\n"
                      + headers
                      + "Content-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(ISO_8859_1));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(all);
      String text = all.toString(ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      return new Answered(text.substring(0, end), text.substring(end + 4).getBytes(ISO_8859_1));
    }
  }
}
