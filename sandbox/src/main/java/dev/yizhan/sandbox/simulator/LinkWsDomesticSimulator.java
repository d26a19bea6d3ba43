package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.LinkWsDomesticOperations;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;

/** LinkWS's domestic interface. Its accounts are not those of {@link LinkWsSimulator}. */
public final class LinkWsDomesticSimulator implements VendorSimulator {

  /** The name in the gateway's configuration. */
  public static final String NAME = "linkws-domestic";

  /** For the service loader. */
  public LinkWsDomesticSimulator() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, HttpServlet> servlets(VendorWorld world) {
    return VendorServlets.of(LinkWsDomesticOperations.PROTOCOL, new SimulatedLinkWsDomestic(world));
  }

  @Override
  public List<String> questions() {
    return List.of("/Get", "/SelSum");
  }

  @Override
  public boolean handsOutReplies() {
    return true;
  }

  @Override
  public DemoSettings demoSettings() {
    return DemoSettings.account(NAME)
        .polled()
        .channel(NAME, "HTTP POST", Map.of("signature", "驿站"));
  }
}
