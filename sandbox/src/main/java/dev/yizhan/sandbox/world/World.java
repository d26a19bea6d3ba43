package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinicService;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** All pretend phones and accounts. Everything is in memory and gone when the process ends. */
public final class World {

  /** The most messages kept; the oldest go first. */
  public static final int MOST_MESSAGES = 10_000;

  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final int NUMBERS_A_SECOND = 1_000_000;

  private final Clock clock;
  private final Deque<PhoneMessage> messages = new ArrayDeque<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Accounts accounts = Accounts.demo(new BigDecimal("100000"));

  /**
   * A world without messages, in which the account {@code demo} with the password {@code demo} has
   * 100000 yuan, and {@code poor} with the password {@code poor} has none.
   *
   * @param clock for the times of messages and the vendors' ids
   */
  public World(Clock clock) {
    this.clock = clock;
  }

  /**
   * What all phones received.
   *
   * @return newest first
   */
  public List<PhoneMessage> messages() {
    synchronized (messages) {
      List<PhoneMessage> newestFirst = new ArrayList<>(messages);
      Collections.reverse(newestFirst);
      return List.copyOf(newestFirst);
    }
  }

  /** Empties all phones. */
  public void forgetMessages() {
    synchronized (messages) {
      messages.clear();
    }
  }

  /**
   * The life behind winic.
   *
   * @param name of the service, shown beside its messages
   * @return what the servlets speak for; both services share accounts and phones
   */
  public WinicService winic(String name) {
    return new WinicWorld(name, this, accounts);
  }

  String deliver(String vendor, Sending sending) {
    Instant now = clock.instant();
    String id =
        ID_TIME.format(now) + String.format("%06d", numbers.getAndIncrement() % NUMBERS_A_SECOND);
    synchronized (messages) {
      for (String number : sending.numbers()) {
        messages.addLast(
            new PhoneMessage(number, sending.text(), vendor, id, now, sending.request()));
      }
      while (messages.size() > MOST_MESSAGES) {
        messages.removeFirst();
      }
    }
    return id;
  }
}
