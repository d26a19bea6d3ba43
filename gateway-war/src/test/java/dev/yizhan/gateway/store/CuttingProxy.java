package dev.yizhan.gateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A proxy of a PostgreSQL that cuts a connection at a COMMIT, which the driver sends as text each
 * time with {@code prepareThreshold=0}.
 */
final class CuttingProxy implements AutoCloseable {

  /** When the connection of the next COMMIT is cut. */
  enum Cut {
    /** Never. */
    NEVER,
    /** Before it reaches the server. */
    BEFORE,
    /** After it has reached the server; its answer is lost. */
    AFTER,
    /** As {@link #AFTER}, and further connections are refused. */
    BEHIND_AND_CLOSE
  }

  private static final String COMMIT = "COMMIT";

  private final ServerSocket listener;
  private final int target;
  private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  CuttingProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    thread(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void cutNext(Cut where) {
    cut.set(where);
  }

  void acceptAgain() {
    closed = false;
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (closed) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        thread(() -> copy(client, server, true));
        thread(() -> copy(server, client, false));
      } catch (IOException e) {
        // The listener is closed, or the server is away.
      }
    }
  }

  private void copy(Socket from, Socket to, boolean fromClient) {
    byte[] bytes = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        boolean commit =
            fromClient && new String(bytes, 0, read, StandardCharsets.ISO_8859_1).contains(COMMIT);
        Cut where = commit ? cut.getAndSet(Cut.NEVER) : Cut.NEVER;
        if (where == Cut.BEFORE) {
          return;
        }
        if (where != Cut.NEVER) {
          closed = where == Cut.BEHIND_AND_CLOSE;
          from.close();
        }
        out.write(bytes, 0, read);
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
