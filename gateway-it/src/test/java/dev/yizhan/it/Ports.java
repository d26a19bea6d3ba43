package dev.yizhan.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Free ports below the range from which the system takes the ports of outgoing connections: one of
 * those could be taken between the check and its use.
 */
final class Ports {

  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;
  private static final int MOST_TRIES = 100;

  private Ports() {}

  static int free() {
    while (true) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
      if (isFree(port)) {
        return port;
      }
    }
  }

  /** The first of as many consecutive free ports. */
  static int free(int count) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int first = free();
      if (IntStream.range(first + 1, first + count).allMatch(Ports::isFree)) {
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " consecutive free ports");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
