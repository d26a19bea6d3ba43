package dev.yizhan.sandbox;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The sandbox as a program: {@code java -jar}, with the page on the port before the vendors'. */
public final class Main {

  private static final int FIRST_PORT = 18081;

  /** Held, since the platform forgets a logger that nobody holds, and its level with it. */
  private static final Logger SERVER = Logger.getLogger("org.eclipse.jetty");

  private Main() {}

  /**
   * Starts and stays.
   *
   * @param arguments none; the system properties {@code yizhan.sandbox.first-port} (18081) and
   *     {@code yizhan.sandbox.address} (127.0.0.1) say where
   * @throws InterruptedException where it is stopped
   */
  public static void main(String[] arguments) throws InterruptedException {
    SERVER.setLevel(Level.WARNING);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int first = Integer.getInteger("yizhan.sandbox.first-port", FIRST_PORT);
    Sandbox sandbox;
    try {
      sandbox = Sandbox.startWithPage(first);
    } catch (IllegalStateException e) {
      out.println(e.getMessage());
      System.exit(1);
      return;
    }
    out.println("Pretend phones  " + sandbox.page());
    for (String vendor : sandbox.vendors()) {
      out.printf("%-15s %s   account demo, password demo%n", vendor, sandbox.address(vendor));
    }
    out.println("Ctrl-C ends it.");
    sandbox.await();
  }
}
