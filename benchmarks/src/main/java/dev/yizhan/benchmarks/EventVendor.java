package dev.yizhan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A simulator of winic's HTTP service that holds thousands of requests on one thread. It accepts
 * every message, after a fixed time or never, and records when each number got its first message.
 */
final class EventVendor implements AutoCloseable {

  private static final Pattern RECIPIENTS = Pattern.compile("(?:^|&)to=([^&]*)");
  private static final int BACKLOG = 4000;
  private static final int BUFFER = 1 << 16;
  private static final long TICK_MILLIS = 5;

  /** What a number received: how many messages, and when the first came. */
  record Receipt(int messages, long firstNanos) {}

  private record Held(SelectionKey key, long dueNanos) {}

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final URI address;
  private final long delayNanos;
  private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final Deque<Held> held = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private volatile boolean isClosed;

  private EventVendor(Duration delay) {
    this.delayNanos = delay.toNanos();
    try {
      selector = Selector.open();
      listener = ServerSocketChannel.open();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      address = URI.create("http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::run, "event-vendor");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers each request at once. */
  static EventVendor atOnce() {
    return new EventVendor(Duration.ZERO);
  }

  /** Answers each request after a time. */
  static EventVendor after(Duration delay) {
    return new EventVendor(delay);
  }

  /** Takes requests and never answers. */
  static EventVendor silent() {
    return new EventVendor(Duration.ofDays(1));
  }

  URI address() {
    return address;
  }

  /** What each number received. */
  Map<String, Receipt> receipts() {
    return receipts;
  }

  /** How many messages came; one request may have several. */
  int messages() {
    return messages.get();
  }

  private void run() {
    try {
      while (!isClosed) {
        if (delayNanos > 0) {
          selector.select(TICK_MILLIS);
        } else {
          selector.select();
        }
        for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
          handle(key);
        }
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        while (!held.isEmpty() && held.getFirst().dueNanos() - now <= 0) {
          answer(held.removeFirst().key());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isValid() && key.isAcceptable()) {
        accept();
      } else if (key.isValid() && key.isReadable()) {
        read(key);
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private void accept() throws IOException {
    for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new HttpMessage());
    }
  }

  private void read(SelectionKey key) throws IOException {
    HttpMessage request = (HttpMessage) key.attachment();
    buffer.clear();
    if (((SocketChannel) key.channel()).read(buffer) < 0) {
      close(key);
      return;
    }
    request.add(buffer.flip());
    if (request.isComplete()) {
      record(request.body());
      request.removeFirst();
      if (delayNanos > 0) {
        held.addLast(new Held(key, System.nanoTime() + delayNanos));
      } else {
        answer(key);
      }
    }
  }

  private void record(String form) {
    Matcher recipients = RECIPIENTS.matcher(form);
    if (recipients.find()) {
      long now = System.nanoTime();
      for (String phone : recipients.group(1).split("%2C|,", -1)) {
        receipts.merge(
            phone,
            new Receipt(1, now),
            (before, one) -> new Receipt(before.messages() + 1, before.firstNanos()));
        messages.incrementAndGet();
      }
    }
  }

  private void answer(SelectionKey key) {
    String body = "000/Send:1/Consumption:.1/Tmoney:8.6/sid:%016d".formatted(messages.get());
    byte[] answer =
        ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.ISO_8859_1);
    try {
      if (key.isValid()) {
        // So few bytes fit into the socket's buffer.
        ((SocketChannel) key.channel()).write(ByteBuffer.wrap(answer));
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private static void close(SelectionKey key) {
    key.cancel();
    try {
      key.channel().close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    isClosed = true;
    selector.wakeup();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
