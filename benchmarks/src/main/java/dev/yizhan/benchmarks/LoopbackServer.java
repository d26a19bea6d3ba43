package dev.yizhan.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A minimal server: reads a POST, writes a constant answer, keeps the connection alive. */
final class LoopbackServer implements AutoCloseable {

  private static final String LENGTH = "content-length:";

  private final ServerSocket listener;
  private final byte[] answer;

  LoopbackServer(String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    this.answer =
        ("HTTP/1.1 200 OK\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.UTF_8);
    try {
      this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "loopback-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        thread(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (read(in)) {
        socket.getOutputStream().write(answer);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static boolean read(InputStream in) throws IOException {
    int length = 0;
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        line.append((char) b);
      } else if (line.length() > 1) {
        if (line.length() > LENGTH.length()
            && line.substring(0, LENGTH.length()).equalsIgnoreCase(LENGTH)) {
          length = Integer.parseInt(line.substring(LENGTH.length()).strip());
        }
        line.setLength(0);
      } else {
        in.skipNBytes(length);
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
