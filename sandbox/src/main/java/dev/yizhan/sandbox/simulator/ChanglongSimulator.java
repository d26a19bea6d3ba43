package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.ChanglongOperations;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** changlong's pages. */
public final class ChanglongSimulator implements VendorSimulator {

  /** The name in the gateway's configuration. */
  public static final String NAME = "changlong";

  /** For the service loader. */
  public ChanglongSimulator() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, HttpServlet> servlets(VendorWorld world) {
    return VendorServlets.of(ChanglongOperations.PROTOCOL, new SimulatedChanglong(world));
  }

  @Override
  public List<String> questions() {
    return List.of("get_report", "get_receive_message", "Get_Account_Balance");
  }

  @Override
  public boolean handsOutReplies() {
    return true;
  }

  @Override
  public DemoSettings demoSettings() {
    return DemoSettings.account(NAME).polled().channel(NAME, "HTTP POST").routedBy(NAME);
  }
}
