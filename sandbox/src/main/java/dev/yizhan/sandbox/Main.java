package dev.yizhan.sandbox;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The sandbox as a program ({@code java -jar}). */
public final class Main {

  /** Referenced, because an unreferenced logger is collected and loses its level. */
  private static final Logger SERVER = Logger.getLogger("org.eclipse.jetty");

  private Main() {}

  /**
   * Starts the vendor simulators and the page, and runs until the process is stopped.
   *
   * @param arguments none; the system properties {@code yizhan.sandbox.first-port} (18081; the page
   *     has the port before it), {@code yizhan.sandbox.address} (127.0.0.1) and {@code
   *     yizhan.sandbox.hosts} (more host names, separated by commas) are the options
   */
  public static void main(String[] arguments) throws InterruptedException {
    SERVER.setLevel(Level.WARNING);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Sandbox sandbox;
    try {
      sandbox = SandboxPage.start(SandboxServer.firstPort());
    } catch (IllegalStateException e) {
      out.println(e.getMessage());
      System.exit(1);
      return;
    }
    out.println("Simulated phones  " + sandbox.page());
    for (String vendor : sandbox.vendors()) {
      out.printf("%-17s %s   account demo, password demo%n", vendor, sandbox.address(vendor));
    }
    out.println("Ctrl-C ends it.");
    sandbox.await();
  }
}
