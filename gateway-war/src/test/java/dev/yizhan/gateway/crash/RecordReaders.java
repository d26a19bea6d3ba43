package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.core.record.RecordKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that fetch continuously, from any node, and acknowledge what they have recorded; one time
 * of three they do not acknowledge.
 */
final class RecordReaders implements AutoCloseable {

  private static final long PAUSE_NANOS = 30_000_000;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final List<Integer> ports;
  private final Map<String, Map<Long, String>> books = new ConcurrentHashMap<>();
  private final AtomicInteger changed = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private RecordReaders(List<Integer> ports) {
    this.ports = ports;
  }

  static RecordReaders start(List<Integer> ports, List<String> consumers) {
    RecordReaders readers = new RecordReaders(ports);
    for (String consumer : consumers) {
      for (RecordKind kind : RecordKind.values()) {
        String name = consumer + " " + kind;
        readers.books.put(name, new ConcurrentSkipListMap<>());
        Thread thread = new Thread(() -> readers.read(name), "reader " + name);
        thread.setDaemon(true);
        readers.threads.add(thread);
        thread.start();
      }
    }
    return readers;
  }

  /** Records by position, of each consumer and kind. */
  Map<String, Map<Long, String>> books() {
    return new TreeMap<>(books);
  }

  /** The number of records fetched, and of those fetched with different content than before. */
  int fetched() {
    return books.values().stream().mapToInt(Map::size).sum();
  }

  int changed() {
    return changed.get();
  }

  private void read(String name) {
    Random random = new Random(name.hashCode());
    while (!over) {
      try (Socket socket =
              new Socket(
                  InetAddress.getLoopbackAddress(), ports.get(random.nextInt(ports.size())));
          PrintWriter out =
              new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out.println("FETCH " + name);
        long last = write(name, in.readLine());
        if (last > 0 && random.nextInt(3) > 0) {
          out.println("ACK " + name + " " + last);
          String unused = in.readLine();
        }
      } catch (IOException e) {
        // Killed, or starting.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private long write(String name, String answer) {
    if (answer == null || !answer.startsWith("OK ")) {
      return 0;
    }
    long last = 0;
    Map<Long, String> book = books.get(name);
    for (String word : answer.substring(3).split(" ", -1)) {
      if (!word.isEmpty()) {
        int colon = word.indexOf(':');
        last = Long.parseLong(word.substring(0, colon));
        String record = word.substring(colon + 1);
        String before = book.put(last, record);
        if (before != null && !before.equals(record)) {
          changed.incrementAndGet();
        }
      }
    }
    return last;
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join(TIMEOUT_MILLIS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
