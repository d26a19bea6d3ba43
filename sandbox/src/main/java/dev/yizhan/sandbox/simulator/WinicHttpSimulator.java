package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.server.WinicOperations;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** winic's HTTP service. Its accounts' reports and replies are fetched at the asmx service. */
public final class WinicHttpSimulator implements VendorSimulator {

  /** The name in the gateway's configuration. */
  public static final String NAME = "winic-http";

  /** For the service loader. */
  public WinicHttpSimulator() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String company() {
    return SimulatedWinic.COMPANY;
  }

  @Override
  public Map<String, HttpServlet> servlets(VendorWorld world) {
    return VendorServlets.of(WinicOperations.HTTP, new SimulatedWinic(world));
  }

  @Override
  public List<String> questions() {
    return List.of("remoney");
  }

  @Override
  public boolean handsOutReplies() {
    return true;
  }

  @Override
  public DemoSettings demoSettings() {
    return DemoSettings.account(SimulatedWinic.COMPANY)
        .channel(NAME, "HTTP POST")
        .channel("winic-http-get", "HTTP GET")
        .routedBy(NAME);
  }
}
