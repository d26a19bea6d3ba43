package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.LinkWsOperations;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** LinkWS. */
public final class LinkWsSimulator implements VendorSimulator {

  /** The name in the gateway's configuration. */
  public static final String NAME = "linkws";

  /** For the service loader. */
  public LinkWsSimulator() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, HttpServlet> servlets(VendorWorld world) {
    return VendorServlets.of(LinkWsOperations.PROTOCOL, new SimulatedLinkWs(world));
  }

  @Override
  public List<String> questions() {
    return List.of("GetBalance");
  }

  @Override
  public DemoSettings demoSettings() {
    return DemoSettings.account(NAME)
        .channel(NAME, "HTTP POST", Map.of("numbers", "international", "signature", "驿站"))
        .channel("linkws-soap11", "SOAP 1.1", Map.of("signature", "驿站"));
  }
}
