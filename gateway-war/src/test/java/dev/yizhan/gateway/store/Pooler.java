package dev.yizhan.gateway.store;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Passes connections on to a PostgreSQL as a connection pooler does: without the options. */
final class Pooler implements AutoCloseable {

  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final ServerSocket server;
  private final int target;
  private final boolean refuses;

  /**
   * Listens on a free port.
   *
   * @param target the server's port
   * @param refuses whether a connection with options is refused, or their options are ignored
   */
  Pooler(int target, boolean refuses) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.refuses = refuses;
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "pooler");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket backend = new Socket(InetAddress.getLoopbackAddress(), target)) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      int length = in.readInt();
      int code = in.readInt();
      while (code == SSL_REQUEST || code == GSS_REQUEST) {
        client.getOutputStream().write('N');
        length = in.readInt();
        code = in.readInt();
      }
      byte[] parameters = in.readNBytes(length - 2 * Integer.BYTES);
      byte[] kept = withoutOptions(parameters);
      if (refuses && kept.length < parameters.length) {
        refuse(client.getOutputStream());
        return;
      }
      DataOutputStream out = new DataOutputStream(backend.getOutputStream());
      out.writeInt(kept.length + 2 * Integer.BYTES);
      out.writeInt(code);
      out.write(kept);
      out.flush();
      start(() -> copy(backend, client));
      in.transferTo(backend.getOutputStream());
    } catch (IOException e) {
      // One of the two has closed the connection.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One of the two has closed the connection.
    }
  }

  /** Names and values in turn, each ended by a zero; an empty name ends them all. */
  private static byte[] withoutOptions(byte[] parameters) {
    String[] words = new String(parameters, StandardCharsets.UTF_8).split("\0", -1);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (int i = 0; i + 1 < words.length && !words[i].isEmpty(); i += 2) {
      if (!words[i].equals("options")) {
        kept.writeBytes((words[i] + "\0" + words[i + 1] + "\0").getBytes(StandardCharsets.UTF_8));
      }
    }
    kept.write(0);
    return kept.toByteArray();
  }

  private static void refuse(OutputStream to) throws IOException {
    byte[] fields =
        "SFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
            .getBytes(StandardCharsets.UTF_8);
    DataOutputStream out = new DataOutputStream(to);
    out.writeByte('E');
    out.writeInt(fields.length + Integer.BYTES);
    out.write(fields);
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
