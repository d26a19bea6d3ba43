package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.server.WinicOperations;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** winic's asmx service. */
public final class WinicAsmxSimulator implements VendorSimulator {

  /** The name in the gateway's configuration. */
  public static final String NAME = "winic-asmx";

  /** For the service loader. */
  public WinicAsmxSimulator() {}

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
    return VendorServlets.of(WinicOperations.ASMX, new SimulatedWinic(world));
  }

  @Override
  public List<String> questions() {
    return List.of("SMS_Reports", "GET_SMS_MO", "GetUserInfo");
  }

  @Override
  public boolean handsOutReplies() {
    return true;
  }

  @Override
  public DemoSettings demoSettings() {
    return DemoSettings.account(SimulatedWinic.COMPANY)
        .polled()
        .channel(NAME, "HTTP POST")
        .channel("winic-asmx-soap11", "SOAP 1.1")
        .channel("winic-asmx-soap12", "SOAP 1.2");
  }
}
