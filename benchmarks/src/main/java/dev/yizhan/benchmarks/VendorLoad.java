package dev.yizhan.benchmarks;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.changlong.ChanglongClient;
import dev.yizhan.vendor.changlong.ChanglongSettings;
import dev.yizhan.vendor.linkws.LinkWsClient;
import dev.yizhan.vendor.linkws.LinkWsSettings;
import dev.yizhan.vendor.winic.WinicAsmxClient;
import dev.yizhan.vendor.winic.WinicHttpClient;
import dev.yizhan.vendor.winic.WinicSettings;
import dev.yizhan.vendor.winnerlook.WinnerlookClient;
import dev.yizhan.vendor.winnerlook.WinnerlookSettings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** {@code VendorClient.send} against an exchange with a ready body, 32 at a time, by POST. */
public final class VendorLoad {

  private static final int THREADS = 32;
  private static final int ROUNDS = 11;
  private static final int SECONDS = 2;
  private static final String STRING = "<string xmlns=\"http://tempuri.org/\">%s</string>";

  private record Contender(String answer, BiFunction<Access, Transport, VendorClient> vendor) {}

  private VendorLoad() {}

  /**
   * Runs.
   *
   * @param arguments a regular expression for the vendors, or nothing
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Map<String, Contender> contenders = new LinkedHashMap<>();
    contenders.put(
        "winic-http",
        new Contender(
            "000/Send:1/Consumption:.1/Tmoney:8.6/sid:0109105116643368",
            (access, http) -> WinicHttpClient.of(WinicSettings.http(access), http)));
    contenders.put(
        "winic-asmx",
        new Contender(
            STRING.formatted("0106120218011881"),
            (access, http) -> WinicAsmxClient.of(WinicSettings.asmx(access), http)));
    contenders.put(
        "changlong",
        new Contender(
            "0|1|0|6408676",
            (access, http) -> ChanglongClient.of(ChanglongSettings.of(access), http)));
    contenders.put(
        "linkws",
        new Contender("77", (access, http) -> LinkWsClient.of(LinkWsSettings.of(access), http)));
    contenders.put(
        "winnerlook",
        new Contender(
            STRING.formatted("2200001476358475197"),
            (access, http) -> WinnerlookClient.of(WinnerlookSettings.of(access), http)));
    // The first comparison of a process measures the compiler instead.
    compare(contenders.values().iterator().next());
    out.println();
    out.println("| vendor, by POST | ready body, calls/s | VendorClient.send, calls/s | ratio |");
    out.println("|---|---|---|---|");
    contenders.keySet().removeIf(name -> arguments.length > 0 && !name.matches(arguments[0]));
    for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
      Load.Comparison found = compare(contender.getValue());
      out.printf(
          "| %s | %.0f | %.0f | %.2f |%n",
          contender.getKey(), found.one(), found.other(), found.ratio());
    }
  }

  private static Load.Comparison compare(Contender contender) throws InterruptedException {
    try (LoopbackServer server = new LoopbackServer("text/html", contender.answer());
        VendorHttp http = VendorHttp.open(HttpSettings.DEFAULT)) {
      Access access =
          new Access(server.address(), Binding.HTTP_POST, new Credentials("demo", "demo"));
      try (VendorClient vendor = contender.vendor().apply(access, http)) {
        VendorCall call =
            vendor
                .plan(
                    new Message(
                        List.of(PhoneNumber.of("13800138000")), "您的验证码是246810，五分钟内有效，请勿告诉他人。【驿站】"))
                .calls()
                .get(0);
        VendorRequest ready = takenDown(contender, access, call);
        return Load.compare(
            THREADS,
            ROUNDS,
            SECONDS,
            () -> {
              if (!(http.exchange(ready) instanceof Exchange.Answered)) {
                throw new IllegalStateException("no answer");
              }
            },
            () -> Load.accepted(vendor.send(call)));
      }
    }
  }

  /** The request that a vendor client builds for a call. Nothing is sent. */
  private static VendorRequest takenDown(Contender contender, Access access, VendorCall call) {
    AtomicReference<VendorRequest> request = new AtomicReference<>();
    try (VendorClient vendor =
        contender
            .vendor()
            .apply(
                access,
                written -> {
                  request.set(written);
                  return new Exchange.NotSent("taken down");
                })) {
      vendor.send(call);
    }
    return java.util.Objects.requireNonNull(request.get());
  }
}
