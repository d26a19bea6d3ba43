package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.WinicOperations;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** winic's HTTP service. Its accounts' reports and replies are fetched at the asmx service. */
public final class WinicHttpSimulator implements VendorSimulator {

  /** For the service loader. */
  public WinicHttpSimulator() {}

  @Override
  public String name() {
    return "winic-http";
  }

  @Override
  public String company() {
    return SimulatedWinic.COMPANY;
  }

  @Override
  public Map<String, HttpServlet> servlets(VendorWorld world) {
    return WinicOperations.httpServlets(new SimulatedWinic(world));
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
        .channel("winic-http", "HTTP POST")
        .channel("winic-http-get", "HTTP GET")
        .routedBy("winic-http");
  }
}
