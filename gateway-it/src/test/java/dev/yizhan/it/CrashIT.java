package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged WAR, killed while consumers send. The vendor simulator keeps running. */
class CrashIT {

  // Other servers: that they start again with the WAR, and that its data was on the disk.
  private static final int KILLS = Server.isRequested() ? 2 : 5;
  private static final int CONSUMERS = 4;
  private static final int BETWEEN_KILLS = 150;
  private static final long FIRST_PHONE = 13900000000L;
  private static final long PAUSE_NANOS = 100_000_000;
  private static final long LONGEST_NANOS = 120_000_000_000L;

  @TempDir private Path data;

  private final AtomicInteger sent = new AtomicInteger();
  private final Map<String, String> submissionIds = new ConcurrentHashMap<>();
  private final Map<String, Integer> received = new ConcurrentHashMap<>();
  private volatile boolean isStopped;

  @Test
  void losesAndDuplicatesNothing() throws InterruptedException {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = Gateway.withWinic(data, sandbox.address(WinicHttpSimulator.NAME))) {
      sandbox.listen(message -> received.merge(message.phone(), 1, Integer::sum));
      gateway.start();
      assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
      List<Thread> consumers = consumers(gateway);
      Random random = new Random(7);
      for (int i = 0; i < KILLS; i++) {
        awaitSubmissions(submissionIds.size() + BETWEEN_KILLS + random.nextInt(BETWEEN_KILLS));
        gateway.kill();
        gateway.start();
      }
      awaitSubmissions(submissionIds.size() + BETWEEN_KILLS);
      isStopped = true;
      for (Thread consumer : consumers) {
        consumer.join(LONGEST_NANOS / 1_000_000);
        assertThat(consumer.isAlive()).as("a consumer gets no more answers").isFalse();
      }
      compare(gateway);
    }
  }

  private List<Thread> consumers(Gateway gateway) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONSUMERS; i++) {
      Soap soap = i % 2 == 0 ? Soap.SOAP_11 : Soap.SOAP_12;
      Thread thread =
          new Thread(
              () -> {
                while (!isStopped) {
                  String phone = Long.toString(FIRST_PHONE + sent.getAndIncrement());
                  submissionIds.put(phone, submit(gateway, soap, phone));
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  /** Repeats a request until a submission answers it, and returns its id. */
  private static String submit(Gateway gateway, Soap soap, String phone) {
    String request =
        "<requestId>"
            + phone
            + "</requestId><channel>winic</channel><recipient>"
            + phone
            + "</recipient><text>测试</text><waitSeconds>2</waitSeconds>";
    while (true) {
      try {
        Soap.Answer answer = soap.call(gateway, "Send", request);
        if (answer.status() == 200) {
          return answer.text("id");
        }
      } catch (UncheckedIOException | AssertionError e) {
        // While the server is killed or starts, there is no answer or an error page.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void awaitSubmissions(int count) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (submissionIds.size() < count) {
      assertThat(System.nanoTime()).as("consumers get no more answers").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void compare(Gateway gateway) {
    int unknown = 0;
    for (Map.Entry<String, String> each : submissionIds.entrySet()) {
      Soap.Answer found =
          Soap.SOAP_11.call(gateway, "GetSubmission", "<id>" + each.getValue() + "</id>");
      assertThat(found.all("delivery", "number")).as(found.body()).containsExactly(each.getKey());
      int messages = received.getOrDefault(each.getKey(), 0);
      switch (found.text("state")) {
        case "SUBMITTED" -> assertThat(messages).as(found.body()).isEqualTo(1);
        case "UNKNOWN" -> {
          unknown++;
          assertThat(messages).as(found.body()).isLessThanOrEqualTo(1);
          assertThat(found.all("call", "meaning").get(0)).contains("the gateway ended");
        }
        default -> throw new AssertionError(found.body());
      }
    }
    assertThat(submissionIds.keySet()).containsAll(received.keySet());
    // A kill interrupts at most one call of each consumer.
    assertThat(unknown).isLessThanOrEqualTo(KILLS * CONSUMERS);
  }
}
