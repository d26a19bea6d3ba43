package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.server.WinnerlookOperations;
import dev.yizhan.sandbox.server.WinnerlookPushes;
import dev.yizhan.sandbox.world.Push;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** winnerlook's trigger service, and what it pushes. */
public final class WinnerlookSimulator implements VendorSimulator {

  /** The name in the gateway's configuration. */
  public static final String NAME = "winnerlook";

  /** Not secret: the demo's gateway takes pushes from its own machine only. */
  private static final String PUSH_TOKEN = "0".repeat(32);

  /** For the service loader. */
  public WinnerlookSimulator() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, HttpServlet> servlets(VendorWorld world) {
    return VendorServlets.of(WinnerlookOperations.PROTOCOL, new SimulatedWinnerlook(world));
  }

  @Override
  public List<String> questions() {
    return List.of("GetBalance", "GetReport", "GetMo");
  }

  @Override
  public boolean handsOutReplies() {
    return true;
  }

  @Override
  public List<Push> pushes(VendorWorld world) {
    return Stream.concat(
            world
                .pushReports(
                    SimulatedWinnerlook.BATCH,
                    (account, reports) ->
                        WinnerlookPushes.reports(
                            account, reports.stream().map(SimulatedWinnerlook::report).toList()))
                .stream(),
            world
                .pushInbound(
                    SimulatedWinnerlook.BATCH,
                    (account, messages) ->
                        WinnerlookPushes.replies(
                            account, messages.stream().map(SimulatedWinnerlook::reply).toList()))
                .stream())
        .toList();
  }

  @Override
  public DemoSettings demoSettings() {
    return DemoSettings.account(NAME)
        .polled()
        .with("poll", "reports-and-replies")
        .with("push-token", PUSH_TOKEN)
        .with("push-addresses", "127.0.0.1, ::1")
        .channel(NAME, "HTTP POST", Map.of("separator-inside", "|~|", "separator-between", "|-|"))
        .channel("winnerlook-soap12", "SOAP 1.2")
        .channel("winnerlook-encrypted", "HTTP POST", Map.of("encryption", "widening-ampersands"));
  }
}
