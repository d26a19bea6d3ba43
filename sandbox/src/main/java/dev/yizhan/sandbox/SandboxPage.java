package dev.yizhan.sandbox;

/** A sandbox with a page and its JSON API, to see messages and to set faults. */
public final class SandboxPage {

  private SandboxPage() {}

  /**
   * As {@link Sandbox#start(int, VendorSimulator...)}, with the page on the port before the first
   * simulator's; {@link Sandbox#page()} is its address.
   */
  public static Sandbox start(int firstPort, VendorSimulator... others) {
    return Sandbox.startWithPage(firstPort, ControlServlet::new, others);
  }
}
