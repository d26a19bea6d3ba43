package dev.yizhan.benchmarks;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.soap.ServiceSettings;
import dev.yizhan.soap.WinicService;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the SOAP client with a plain POST of a prepared envelope to one server; then measures
 * the heap over a million calls.
 */
public final class SoapClientLoad {

  private static final int THREADS = 16;
  private static final int ROUNDS = 5;
  private static final int SECONDS = 5;
  private static final int CALLS_PER_STEP = 200_000;
  private static final int STEPS = 5;

  private static final String ENVELOPE =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope"
          + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>%s</soap:Body>"
          + "</soap:Envelope>";
  private static final String TEXT = "您的验证码是246810，五分钟内有效，请勿告诉他人。【驿站】";

  private SoapClientLoad() {}

  /** Prints the results. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String answer =
        ENVELOPE.formatted(
            "<SendMessagesResponse xmlns=\"http://tempuri.org/\"><SendMessagesResult>"
                + "0106120218011881</SendMessagesResult></SendMessagesResponse>");
    byte[] prepared =
        ENVELOPE
            .formatted(
                "<SendMessages xmlns=\"http://tempuri.org/\"><uid>demo</uid><pwd>secret</pwd>"
                    + "<tos>13800138000</tos><msg>"
                    + TEXT
                    + "</msg><otime></otime></SendMessages>")
            .getBytes(StandardCharsets.UTF_8);
    try (LoopbackServer server = new LoopbackServer("text/xml; charset=utf-8", answer);
        VendorHttp http = VendorHttp.open(HttpSettings.DEFAULT);
        WinicService client =
            WinicService.over(
                ServiceSettings.of(server.address(), Binding.SOAP_1_1),
                new Credentials("demo", "secret"),
                http)) {
      VendorRequest request =
          new VendorRequest(
              VendorRequest.Method.POST,
              server.address().resolve("/service.asmx"),
              "text/xml; charset=utf-8",
              prepared,
              Map.of("SOAPAction", "\"http://tempuri.org/SendMessages\""));
      Runnable plain =
          () -> {
            if (!(http.exchange(request) instanceof Exchange.Answered)) {
              throw new IllegalStateException("no answer");
            }
          };
      List<PhoneNumber> to = List.of(PhoneNumber.of("13800138000"));
      Runnable ours = () -> Load.accepted(client.sendMessages(to, TEXT, Optional.empty()));
      Load.Comparison comparison = Load.compare(THREADS, ROUNDS, SECONDS, plain, ours);
      out.println();
      out.printf(
          "%d threads: prepared envelope %.0f calls/s, soap-client %.0f calls/s, ratio %.2f%n",
          THREADS, comparison.one(), comparison.other(), comparison.ratio());
      StringBuilder heap = new StringBuilder();
      for (int step = 0; step <= STEPS; step++) {
        if (step > 0) {
          Load.times(THREADS, CALLS_PER_STEP, ours);
        }
        heap.append(' ').append(usedAfterCollection());
      }
      out.println(
          "heap in use after a collection, KiB, before and after each "
              + CALLS_PER_STEP
              + " calls:"
              + heap);
    }
  }

  private static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return (runtime.totalMemory() - runtime.freeMemory()) >> 10;
  }
}
