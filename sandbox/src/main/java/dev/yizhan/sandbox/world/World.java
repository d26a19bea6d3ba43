package dev.yizhan.sandbox.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** All simulated phones and companies, in memory only. */
public final class World {

  /** The number of messages kept; the oldest are dropped first. */
  public static final int MOST_MESSAGES = 10_000;

  /** A word that no vendor simulator accepts. */
  public static final String FORBIDDEN_WORD = "违禁词";

  private final Clock clock;
  private final Pace pace;
  private final Deque<PhoneMessage> messages = new ArrayDeque<>();
  private final Map<String, Company> companies = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private volatile Duration reportsAfter = Duration.ofSeconds(2);
  private volatile Consumer<PhoneMessage> messageListener = message -> {};
  private volatile Consumer<PollAnswer> pollListener = answer -> {};

  /**
   * A world without messages. Each company has the account {@code demo} with the password {@code
   * demo} and 100000 yuan or messages, and {@code poor} with the password {@code poor} and none.
   */
  public World(Clock clock) {
    this.clock = clock;
    this.pace = new Pace(clock);
  }

  Company company(String name) {
    return companies.computeIfAbsent(name, Company::new);
  }

  /** {@return what all phones received, newest first} */
  public List<PhoneMessage> messages() {
    synchronized (messages) {
      List<PhoneMessage> newestFirst = new ArrayList<>(messages);
      Collections.reverse(newestFirst);
      return List.copyOf(newestFirst);
    }
  }

  /** Empties all phones, and drops the delivery reports and inbound messages not yet fetched. */
  public void forgetMessages() {
    synchronized (messages) {
      messages.clear();
    }
    companies.values().forEach(Company::forgetMessages);
  }

  /** Sets how long after a message its delivery report is due; two seconds at first. */
  public void reportsAfter(Duration delay) {
    reportsAfter = delay;
  }

  /**
   * Sets the phones that later messages do not reach, in place of those set before.
   *
   * @param phones in the form that the vendors get
   */
  public void failFor(Set<String> phones) {
    failing.clear();
    failing.addAll(phones);
  }

  /** Sets whether the vendors insist on the pauses of their documents; not at first. */
  public void pace(boolean wanted) {
    pace.set(wanted);
  }

  /**
   * Sets the listener that gets every message before it reaches its phone.
   *
   * @param listener called by many threads
   */
  public void listen(Consumer<PhoneMessage> listener) {
    messageListener = listener;
  }

  /**
   * Sets the listener that gets every answer to a poll, also the empty ones; not what is pushed.
   *
   * @param listener called by many threads
   */
  public void listenPolls(Consumer<PollAnswer> listener) {
    pollListener = listener;
  }

  void deliver(PhoneMessage message) {
    messageListener.accept(message);
    synchronized (messages) {
      messages.addLast(message);
      while (messages.size() > MOST_MESSAGES) {
        messages.removeFirst();
      }
    }
  }

  DeliveryReport report(String id, String phone, String customId) {
    return new DeliveryReport(
        id, phone, !failing.contains(phone), now().plus(reportsAfter), customId);
  }

  void polled(PollAnswer answer) {
    pollListener.accept(answer);
  }

  Pace pace() {
    return pace;
  }

  Instant now() {
    return clock.instant();
  }

  long nextNumber() {
    return numbers.incrementAndGet();
  }
}
