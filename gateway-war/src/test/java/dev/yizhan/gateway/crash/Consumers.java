package dev.yizhan.gateway.crash;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send continuously, each message to another phone. Three of four give request ids,
 * and repeat until they get a definite answer; the others never repeat.
 */
final class Consumers implements AutoCloseable {

  /**
   * The final answer to a client.
   *
   * @param detail the submission's id, or the fault's code
   */
  record Result(Kind kind, String detail) {

    /** Kinds of answers. */
    enum Kind {
      /** Stored. */
      ACCEPTED,
      /** Certainly not done. */
      REFUSED,
      /** No answer, or an indefinite one. */
      NOTHING
    }
  }

  private static final long FIRST_PHONE = 13900000000L;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int LONGEST_END_MILLIS = 120_000;
  private static final long PAUSE_NANOS = 20_000_000;

  private final List<Integer> ports;
  private final long pauseNanos;
  private final AtomicLong phones = new AtomicLong(FIRST_PHONE);
  private final Map<String, Result> book = new ConcurrentHashMap<>();
  private final Map<String, Integer> faults = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Consumers(List<Integer> ports, long pauseNanos) {
    this.ports = ports;
    this.pauseNanos = pauseNanos;
  }

  static Consumers start(int count, List<Integer> ports, long pauseNanos) {
    Consumers consumers = new Consumers(ports, pauseNanos);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(consumers.new Sender(i)::run, "consumer-" + i);
      thread.setDaemon(true);
      consumers.threads.add(thread);
      thread.start();
    }
    return consumers;
  }

  /** By phone. */
  Map<String, Result> book() {
    return book;
  }

  /** Missing answers and faults, with their number. */
  Map<String, Integer> faults() {
    return faults;
  }

  /** The number of missing answers and faults. */
  int refused() {
    return faults.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The number of final answers so far. */
  int finalAnswers() {
    return book.size();
  }

  /** Waits until every client has a final answer. */
  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join(LONGEST_END_MILLIS);
        if (thread.isAlive()) {
          throw new AssertionError("A consumer is still without a final answer: " + faults);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final class Sender {

    private final Random random;
    private final boolean mayRepeat;
    private Socket socket;
    private BufferedReader in;
    private PrintWriter out;

    Sender(int seed) {
      this.random = new Random(seed);
      this.mayRepeat = seed % 4 > 0;
    }

    void run() {
      while (!over) {
        String phone = Long.toString(phones.getAndIncrement());
        Result result = send(phone);
        book.put(phone, result);
        LockSupport.parkNanos(result.kind() == Result.Kind.ACCEPTED ? pauseNanos : PAUSE_NANOS);
      }
      disconnect();
    }

    private Result send(String phone) {
      String line = "SEND " + (mayRepeat ? "r" + phone : "-") + " " + phone + " 您的验证码是" + phone;
      while (true) {
        Result result = once(line);
        if (result.kind() != Result.Kind.ACCEPTED) {
          faults.merge(result.kind() + " " + result.detail(), 1, Integer::sum);
        }
        if (result.kind() == Result.Kind.ACCEPTED
            || !mayRepeat
            || result.kind() == Result.Kind.REFUSED
                && !result.detail().equals("STORE_UNAVAILABLE")) {
          return result;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }

    private Result once(String line) {
      boolean written = false;
      try {
        if (socket == null) {
          connect();
        }
        written = true;
        out.println(line);
        String answer = in.readLine();
        if (answer != null) {
          String[] words = answer.split(" ", 3);
          if (words[0].equals("OK")) {
            return new Result(Result.Kind.ACCEPTED, words[1]);
          }
          return new Result(
              words[1].equals("STORE_IN_DOUBT")
                      || words[1].equals("STORED_UNREAD")
                      || words[1].equals("INTERNAL")
                  ? Result.Kind.NOTHING
                  : Result.Kind.REFUSED,
              words[1]);
        }
      } catch (IOException e) {
        // No answer.
      }
      disconnect();
      return written
          ? new Result(Result.Kind.NOTHING, "no answer")
          : new Result(Result.Kind.REFUSED, "STORE_UNAVAILABLE");
    }

    private void connect() throws IOException {
      socket =
          new Socket(InetAddress.getLoopbackAddress(), ports.get(random.nextInt(ports.size())));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    private void disconnect() {
      if (socket != null) {
        try {
          socket.close();
        } catch (IOException e) {
          // It is gone anyway.
        }
        socket = null;
      }
    }
  }
}
