package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.crash.Consumers.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lines to a {@link CrashNode}. */
final class SocketLink implements Consumers.Link {

  private static final int TIMEOUT_MILLIS = 60_000;

  private final List<Integer> ports;
  private final Random random;
  private Optional<Connected> connected = Optional.empty();

  SocketLink(List<Integer> ports, int seed) {
    this.ports = List.copyOf(ports);
    this.random = new Random(seed);
  }

  private record Connected(Socket socket, BufferedReader in, PrintWriter out) {

    static Connected to(int port) throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      return new Connected(
          socket,
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
          new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8));
    }
  }

  @Override
  public Result send(Optional<String> requestId, String phone) {
    boolean isWritten = false;
    try {
      if (connected.isEmpty()) {
        connected = Optional.of(Connected.to(ports.get(random.nextInt(ports.size()))));
      }
      isWritten = true;
      connected
          .get()
          .out()
          .println("SEND " + requestId.orElse("-") + " " + phone + " " + text(phone));
      String answer = connected.get().in().readLine();
      if (answer != null) {
        return result(answer.split(" ", 3));
      }
    } catch (IOException e) {
      // No answer.
    }
    close();
    return isWritten
        ? new Result(Result.Kind.NOTHING, "no answer")
        : new Result(Result.Kind.REFUSED, Result.UNAVAILABLE);
  }

  /** Every third has two segments. */
  private static String text(String phone) {
    String text = "您的验证码是" + phone;
    return Long.parseLong(phone) % 3 == 0 ? text + "，请勿告诉他人".repeat(10) : text;
  }

  private static Result result(String[] words) {
    if (words[0].equals("OK")) {
      return new Result(Result.Kind.ACCEPTED, words[1]);
    }
    return switch (words[1]) {
      case "STORE_IN_DOUBT", "STORED_UNREAD", "INTERNAL" ->
          new Result(Result.Kind.NOTHING, words[1]);
      default -> new Result(Result.Kind.REFUSED, words[1]);
    };
  }

  @Override
  public void close() {
    try {
      if (connected.isPresent()) {
        connected.get().socket().close();
      }
    } catch (IOException e) {
      // It is gone anyway.
    }
    connected = Optional.empty();
  }
}
