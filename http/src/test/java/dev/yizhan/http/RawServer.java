package dev.yizhan.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** A server on plain sockets that runs a test's script for each connection and records requests. */
public final class RawServer implements AutoCloseable {

  /** The server's side of one connection. */
  public interface Script {
    void play(Connection connection) throws IOException, InterruptedException;
  }

  /** One connection from a client. */
  public final class Connection {
    private final Socket socket;
    private long written = System.nanoTime();

    Connection(Socket socket) {
      this.socket = socket;
    }

    /** Reads one complete request and records it. */
    public String read() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          givenUp.add(Duration.ofNanos(System.nanoTime() - written));
          throw new IOException("the client closed");
        }
        head.write(b);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int length = 0;
      for (String line : text.split("\r\n", -1)) {
        if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring("content-length:".length()).trim());
        }
      }
      String request = text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
      requests.add(request);
      return request;
    }

    /** Writes each character as a byte. */
    public void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes bytes. */
    public void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      written = System.nanoTime();
    }

    /** Writes an answer with one byte per character. */
    public void answer(String status, String headers, String body) throws IOException {
      write(
          "HTTP/1.1 "
              + status
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n"
              + headers
              + "\r\n"
              + body);
    }

    /** Blocks until the test is over. */
    public void hang() throws InterruptedException {
      closed.await(1, TimeUnit.MINUTES);
    }

    /** Lets time pass, unless the test is over. */
    public void linger(int millis) throws InterruptedException {
      RawServer.this.linger(millis);
    }
  }

  private final ServerSocket listener;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> givenUp = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch firstEnded = new CountDownLatch(1);

  /** Listens on a free port. */
  public RawServer(Script script) throws IOException {
    this(ServerSocketFactory.getDefault(), script);
  }

  /** Listens on a free port with sockets of this factory. */
  public RawServer(ServerSocketFactory sockets, Script script) throws IOException {
    listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(() -> accept(script), "raw-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept(Script script) {
    while (true) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread player = new Thread(() -> play(script, socket), "raw-server-connection");
        player.setDaemon(true);
        player.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void play(Script script, Socket socket) {
    try (socket) {
      script.play(new Connection(socket));
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over.
    } finally {
      firstEnded.countDown();
    }
  }

  /** Lets time pass, unless the test is over. */
  void linger(int millis) throws InterruptedException {
    closed.await(millis, TimeUnit.MILLISECONDS);
  }

  /** The server's address with a path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/path");
  }

  /** All complete requests, one byte per character. */
  public List<String> requests() {
    return requests;
  }

  /** Connections that are open now. */
  public long openConnections() {
    return sockets.stream().filter(socket -> !socket.isClosed()).count();
  }

  /** The idle time of each connection that the client has closed. */
  public List<Duration> givenUp() {
    return List.copyOf(givenUp);
  }

  /** Connections that the server has accepted. */
  public int connections() {
    return sockets.size();
  }

  /** Waits until the server has closed its first connection. */
  void awaitFirstEnded() throws InterruptedException {
    if (!firstEnded.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the first connection was not closed");
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
