package dev.yizhan.it;

import dev.yizhan.sandbox.Sandbox;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Consumers that send over several gateways and fetch their records, and phones that reply. Each
 * call goes to a gateway chosen at random, and is repeated until one answers.
 */
final class ClusterTraffic {

  private static final int CONSUMERS = 4;
  private static final long FIRST_PHONE = 13900000000L;
  private static final long FIRST_REPLYING_PHONE = 13700000000L;
  private static final long PAUSE_NANOS = 50_000_000;

  private final Sandbox sandbox;
  private final List<Gateway> gateways;
  private final List<String> channels;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger replies = new AtomicInteger();
  private final Map<String, String> submissionIds = new ConcurrentHashMap<>();
  private final Map<String, Map<Long, String>> fetched = new TreeMap<>();
  private final List<Future<?>> senders = new ArrayList<>();
  private final List<Future<?>> readers = new ArrayList<>();
  private volatile boolean isSending = true;
  private volatile boolean isReading = true;
  private volatile boolean hasChanged;

  ClusterTraffic(Sandbox sandbox, List<Gateway> gateways, List<String> channels) {
    this.sandbox = sandbox;
    this.gateways = gateways;
    this.channels = channels;
  }

  void start(ExecutorService threads) {
    for (int i = 0; i < CONSUMERS; i++) {
      int seed = i;
      senders.add(threads.submit(() -> send(seed)));
    }
    senders.add(threads.submit(this::reply));
    for (String kind : List.of("Reports", "Replies")) {
      fetched.put(kind, new ConcurrentSkipListMap<>());
      readers.add(threads.submit(() -> read(kind)));
    }
  }

  void stopSending() throws InterruptedException, ExecutionException {
    isSending = false;
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  void stopReading() throws InterruptedException, ExecutionException {
    isReading = false;
    for (Future<?> reader : readers) {
      reader.get();
    }
  }

  void cancel() {
    isSending = false;
    isReading = false;
  }

  /** Submission ids by phone number. */
  Map<String, String> submissionIds() {
    return submissionIds;
  }

  int replies() {
    return replies.get();
  }

  /** Records by position, of Reports and of Replies. */
  Map<String, Map<Long, String>> fetched() {
    return fetched;
  }

  int fetchedCount() {
    return fetched.values().stream().mapToInt(Map::size).sum();
  }

  /** Whether a position was ever returned with two different records. */
  boolean hasChangedRecords() {
    return hasChanged;
  }

  private void send(int seed) {
    Random random = new Random(seed);
    while (isSending) {
      int number = sent.getAndIncrement();
      String phone = Long.toString(FIRST_PHONE + number);
      String request =
          "<requestId>"
              + phone
              + "</requestId><channel>"
              + channels.get(number % channels.size())
              + "</channel><recipient>"
              + phone
              + "</recipient><text>测试</text><waitSeconds>2</waitSeconds>";
      String id = "";
      while (id.isEmpty()) {
        try {
          Soap soap = number % 2 == 0 ? Soap.SOAP_11 : Soap.SOAP_12;
          Soap.Answer answer =
              soap.call(gateways.get(random.nextInt(gateways.size())), "Send", request);
          id = answer.status() == 200 ? answer.text("id") : "";
        } catch (UncheckedIOException | AssertionError e) {
          // A killed gateway does not answer: repeat the request, perhaps to another one.
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      submissionIds.put(phone, id);
    }
  }

  private void reply() {
    while (isSending) {
      int number = replies.getAndIncrement();
      sandbox.reply(
          channels.get(number % channels.size()),
          Long.toString(FIRST_REPLYING_PHONE + number),
          "答" + number,
          "");
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void read(String kind) {
    String parent = kind.equals("Reports") ? "report" : "reply";
    String identity = kind.equals("Reports") ? "vendorMessageId" : "text";
    Random random = new Random(kind.hashCode());
    while (isReading) {
      try {
        Gateway gateway = gateways.get(random.nextInt(gateways.size()));
        Soap.Answer answer = Soap.SOAP_12.call(gateway, "Fetch" + kind, "<max>100</max>");
        List<String> positions = answer.all(parent, "position");
        for (int i = 0; i < positions.size(); i++) {
          String record =
              answer.all(parent, identity).get(i) + "/" + answer.all(parent, "number").get(i);
          String previous = fetched.get(kind).put(Long.parseLong(positions.get(i)), record);
          hasChanged |= previous != null && !previous.equals(record);
        }
        if (!positions.isEmpty()) {
          Soap.SOAP_11.call(
              gateway,
              "Acknowledge",
              "<kind>"
                  + kind.toUpperCase(Locale.ROOT)
                  + "</kind><position>"
                  + positions.get(positions.size() - 1)
                  + "</position>");
        }
      } catch (UncheckedIOException e) {
        // A killed gateway does not answer.
      } catch (AssertionError e) {
        // A gateway that is being killed may answer with an error page of the server.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
