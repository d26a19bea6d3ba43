package dev.yizhan.it;

import static dev.yizhan.it.ProxiedGateway.LIST_CHANNELS;
import static dev.yizhan.it.ProxiedGateway.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consumers that wait for an outcome, and strangers that wait for a password check. */
class WaitingIT {

  /** More than any of the servers has threads. */
  private static final int WAITING = 240;

  private static final int RACERS = 120;
  private static final int STRANGERS = 300;

  /** As many password checks of unknown names as may wait, and the one that is computed. */
  private static final int CHECKS = 9;

  private static final String ANYBODY = "demo:demo";

  @TempDir static Path data;

  private static Sandbox sandbox;
  private static ServerSocket silentVendor;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start();
    silentVendor = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    List<String> settings = new ArrayList<>(List.of("yizhan.data=" + data));
    settings.addAll(
        channel("healthy", "winic-http", sandbox.address(WinicHttpSimulator.NAME).toString()));
    settings.addAll(
        channel("slow", "winic-asmx", sandbox.address(WinicAsmxSimulator.NAME).toString()));
    settings.addAll(
        channel("silent", "winic-http", "http://127.0.0.1:" + silentVendor.getLocalPort() + "/"));
    settings.add("yizhan.channel.silent.answer-timeout=5");
    gateway = Gateway.war(data, settings).start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
  }

  private static List<String> channel(String name, String vendor, String address) {
    String prefix = "yizhan.channel." + name + ".";
    return List.of(
        prefix + "vendor=" + vendor,
        prefix + "account=winic",
        prefix + "address=" + address,
        prefix + "user=demo",
        prefix + "password=demo");
  }

  /** Stopping answers those who wait, with the state that is stored. */
  @AfterAll
  @SuppressWarnings("try") // Only closed.
  static void stop() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket vendor = silentVendor;
        Sandbox simulators = sandbox;
        Gateway stopped = gateway) {
      for (int i = 0; i < 5; i++) {
        waiting.add(open(message("silent", "stop-" + i, 25)));
      }
      for (int i = 0; i < waiting.size(); i++) {
        awaitStored("stop-" + i);
      }
      stopped.stop();
      for (int i = 0; i < waiting.size(); i++) {
        Wire.Answer answer = Wire.answer(waiting.get(i).getInputStream());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
            .contains("<reference>stop-" + i + "</reference>")
            .containsPattern("<state>(SUBMITTING|QUEUED|UNKNOWN)</state>");
      }
    } finally {
      close(waiting);
    }
  }

  private static void awaitStored(String requestId) {
    Await.until(
        requestId + " is stored",
        () ->
            call("<GetSubmission xmlns=\"urn:yizhan:sms:1\"><requestId>"
                        + requestId
                        + "</requestId></GetSubmission>")
                    .status()
                == 200);
  }

  private static byte[] message(String channel, String id, int waitSeconds) {
    return request(
        ANYBODY,
        "",
        envelope(
            "<Send xmlns=\"urn:yizhan:sms:1\"><requestId>%s</requestId><channel>%s</channel>"
                    .formatted(id, channel)
                + "<recipient>13900139000</recipient><text>测试%s【驿站】</text>".formatted(id)
                + "<reference>%s</reference><waitSeconds>%d</waitSeconds></Send>"
                    .formatted(id, waitSeconds)));
  }

  private static byte[] envelope(String operation) {
    return Soap.SOAP_11.envelope(operation).getBytes(StandardCharsets.UTF_8);
  }

  private static Wire.Answer call(String operation) {
    return Wire.exchange(gateway.port(), request(ANYBODY, "", envelope(operation)));
  }

  private static Socket open(byte[] request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(request);
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static int answered(List<Socket> sockets) throws IOException {
    int answered = 0;
    for (Socket socket : sockets) {
      answered += socket.getInputStream().available() > 0 ? 1 : 0;
    }
    return answered;
  }

  @Test
  void answersOthersWhileConsumersWaitForASilentVendor() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < WAITING; i++) {
        waiting.add(open(message("silent", "wait-" + i, 25)));
      }
      assertThat(gateway.get("/yizhan/health/live").statusCode()).isEqualTo(200);
      Wire.Answer sent = Wire.exchange(gateway.port(), message("healthy", "other", 10));
      assertThat(sent.body()).contains("<state>SUBMITTED</state>");
      assertThat(answered(waiting)).isZero();

      for (int i = 0; i < WAITING; i++) {
        assertThat(Wire.answer(waiting.get(i).getInputStream()).body())
            .contains("<reference>wait-" + i + "</reference>");
      }
    } finally {
      close(waiting);
      sandbox.forgetMessages();
    }
  }

  /** Outcomes come when waits end, and some callers have gone by then. */
  @Test
  void givesEveryCallerItsOwnAnswerOnce() throws Exception {
    sandbox.set(
        WinicAsmxSimulator.NAME,
        new Fault(
            Fault.Kind.SLOW,
            Fault.UNTIL_CLEARED,
            100,
            Duration.ofSeconds(1),
            "",
            Fault.IN_THE_MIDDLE,
            Fault.Requests.SENDS));
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        String id = "race-" + i;
        boolean leaves = i % 3 == 0;
        ends.add(
            racers.submit(
                () -> {
                  race(id, leaves);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      racers.shutdownNow();
      sandbox.clear(WinicAsmxSimulator.NAME);
      sandbox.forgetMessages();
    }
  }

  private static void race(String id, boolean leaves) throws IOException {
    for (int round = 0; round < 3; round++) {
      String own = id + "-" + round;
      if (leaves) {
        open(message("slow", own, 1)).close();
      } else {
        sendAndAsk(own);
      }
    }
  }

  /** A second answer to the first request would be read as that of the second one. */
  private static void sendAndAsk(String id) throws IOException {
    try (Socket socket = open(keptAlive(message("slow", id, 1)))) {
      Wire.Answer sent = Wire.answer(socket.getInputStream());
      assertThat(sent.body())
          .contains("<reference>" + id + "</reference>", "SendResponse")
          .containsPattern("<state>(SUBMITTED|SUBMITTING|QUEUED)</state>");
      socket
          .getOutputStream()
          .write(
              request(
                  ANYBODY,
                  "",
                  envelope(
                      "<GetSubmission xmlns=\"urn:yizhan:sms:1\"><requestId>"
                          + id
                          + "</requestId></GetSubmission>")));
      assertThat(Wire.answer(socket.getInputStream()).body())
          .contains("<reference>" + id + "</reference>", "GetSubmissionResponse");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (SocketException e) {
      throw new AssertionError(id, e);
    }
  }

  private static byte[] keptAlive(byte[] request) {
    return new String(request, StandardCharsets.UTF_8)
        .replace("Connection: close", "Connection: keep-alive")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Password checks are the clock of this test: each takes a good part of a second. */
  @Test
  void answersAKnownConsumerWhileStrangersWait() throws IOException {
    List<Socket> strangers = new ArrayList<>();
    try {
      assertThat(call(LIST_CHANNELS).status()).isEqualTo(200);
      for (int i = 0; i < STRANGERS; i++) {
        strangers.add(open(request("stranger" + i + ":x", "", envelope(LIST_CHANNELS))));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(call(LIST_CHANNELS).status()).isEqualTo(200);
      }
      int checked = 0;
      int busy = 0;
      for (Socket stranger : strangers) {
        if (stranger.getInputStream().available() > 0) {
          Wire.Answer answer = Wire.answer(stranger.getInputStream());
          if (answer.status() == 401) {
            checked++;
          } else {
            assertThat(answer.body()).contains("<code>BUSY</code>");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("retry-after")).isEqualTo("5");
            busy++;
          }
        }
      }
      assertThat(checked).isLessThanOrEqualTo(CHECKS);
      assertThat(busy).isGreaterThan(STRANGERS / 2);
    } finally {
      close(strangers);
    }
  }
}
