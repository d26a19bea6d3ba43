package dev.yizhan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An HTTP client that has thousands of calls open on one thread. Each open call has a connection;
 * idle connections are used again.
 */
final class EventClient implements AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final long TICK_MILLIS = 100;

  /**
   * An answer.
   *
   * @param status 0 if there was none: the connection was cut, or the patience was over
   * @param nanos since the call was due
   */
  record Answer(int status, String body, long nanos) {}

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Call(byte[] request, long dueNanos, Consumer<Answer> listener) {}

  private static final class Connection {
    final SocketChannel channel;
    final HttpMessage answer = new HttpMessage();
    ByteBuffer out = ByteBuffer.allocate(0);
    Call call;

    Connection(SocketChannel channel, Call call) {
      this.channel = channel;
      this.call = call;
    }
  }

  private final int port;
  private final int mostConnections;
  private final long patienceNanos;
  private final Selector selector;
  private final Thread thread;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Deque<SelectionKey> idle = new ArrayDeque<>();
  private final Set<SelectionKey> busy = new LinkedHashSet<>();
  private final AtomicInteger open = new AtomicInteger();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private volatile boolean isClosed;

  /**
   * Creates a client of a server on this machine.
   *
   * @param mostConnections a call beyond them is not made, and has no answer
   * @param patience how long a call may take from when it was due
   */
  EventClient(int port, int mostConnections, Duration patience) {
    this.port = port;
    this.mostConnections = mostConnections;
    this.patienceNanos = patience.toNanos();
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::run, "event-client");
    thread.setDaemon(true);
    thread.start();
  }

  /** How many calls have no answer yet. */
  int open() {
    return open.get();
  }

  /**
   * Makes a call. The listener gets its answer on the client's thread and must not wait.
   *
   * @param dueNanos when the call was due, on the clock of {@link System#nanoTime}
   */
  void call(byte[] request, long dueNanos, Consumer<Answer> listener) {
    open.incrementAndGet();
    calls.add(new Call(request, dueNanos, listener));
    if (!Thread.currentThread().equals(thread)) {
      selector.wakeup();
    }
  }

  private void run() {
    try {
      while (!isClosed) {
        selector.select(TICK_MILLIS);
        for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
          handle(key);
        }
        selector.selectedKeys().clear();
        for (Call call = calls.poll(); call != null; call = calls.poll()) {
          start(call);
        }
        endPatience();
      }
      for (SelectionKey key : List.copyOf(selector.keys())) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(Call call) throws IOException {
    SelectionKey key = idle.pollLast();
    if (key != null) {
      ((Connection) key.attachment()).call = call;
      busy.add(key);
      write(key);
    } else if (busy.size() >= mostConnections) {
      end(call, 0, "no connection left");
    } else {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      busy.add(channel.register(selector, SelectionKey.OP_CONNECT, new Connection(channel, call)));
    }
  }

  private void write(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    connection.out = ByteBuffer.wrap(connection.call.request());
    flush(key);
  }

  private void flush(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      connection.channel.write(connection.out);
      key.interestOps(
          connection.out.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
    } catch (IOException e) {
      close(key, "cut");
    }
  }

  private void handle(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isValid() && key.isConnectable()) {
        connection.channel.finishConnect();
        write(key);
      }
      if (key.isValid() && key.isWritable() && connection.out.hasRemaining()) {
        flush(key);
      }
      if (key.isValid() && key.isReadable()) {
        read(key, connection);
      }
    } catch (IOException e) {
      close(key, "cut");
    }
  }

  private void read(SelectionKey key, Connection connection) throws IOException {
    buffer.clear();
    if (connection.channel.read(buffer) < 0) {
      close(key, "cut");
      return;
    }
    connection.answer.add(buffer.flip());
    if (!connection.answer.isComplete() || !busy.remove(key)) {
      return;
    }
    String head = connection.answer.head();
    int status = Integer.parseInt(head.substring(head.indexOf(' ') + 1).substring(0, 3));
    String body = connection.answer.body();
    boolean isLast = connection.answer.header("connection").contains("close");
    connection.answer.removeFirst();
    Call call = connection.call;
    if (isLast) {
      key.cancel();
      connection.channel.close();
    } else {
      idle.addLast(key);
    }
    end(call, status, body);
  }

  private void endPatience() {
    long now = System.nanoTime();
    while (!busy.isEmpty()) {
      SelectionKey oldest = busy.iterator().next();
      if (now - ((Connection) oldest.attachment()).call.dueNanos() < patienceNanos) {
        return;
      }
      close(oldest, "no answer in time");
    }
  }

  private void close(SelectionKey key, String why) {
    key.cancel();
    Connection connection = (Connection) key.attachment();
    try {
      connection.channel.close();
    } catch (IOException e) {
      // It is closed.
    }
    idle.remove(key);
    if (busy.remove(key)) {
      end(connection.call, 0, why);
    }
  }

  private void end(Call call, int status, String body) {
    open.decrementAndGet();
    call.listener().accept(new Answer(status, body, System.nanoTime() - call.dueNanos()));
  }

  @Override
  public void close() {
    isClosed = true;
    selector.wakeup();
  }
}
