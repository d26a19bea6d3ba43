package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.ChanglongService;
import dev.yizhan.sandbox.server.LinkWsService;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinicService;
import dev.yizhan.sandbox.server.WinnerlookService;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** All pretend phones and accounts. Everything is in memory and gone when the process ends. */
public final class World {

  /** The most messages kept; the oldest go first. */
  public static final int MOST_MESSAGES = 10_000;

  /** A word that no pretend vendor takes. */
  public static final String FORBIDDEN_WORD = "违禁词";

  static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final Clock clock;
  private final Deque<PhoneMessage> messages = new ArrayDeque<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Pace pace;
  private volatile Duration receiptsAfter = Duration.ofSeconds(2);
  private volatile Consumer<PhoneMessage> listener = message -> {};
  private volatile Consumer<HandedOut> bookkeeper = handedOut -> {};

  private final WinicWorld winic;
  private final ChanglongWorld changlong;
  private final LinkWsWorld linkWs;
  private final WinnerlookWorld winnerlook;

  /**
   * A world without messages. Each vendor has the account {@code demo} with the password {@code
   * demo} and 100000 yuan or messages, and {@code poor} with the password {@code poor} and none.
   *
   * @param clock for the times of messages and the vendors' ids
   */
  public World(Clock clock) {
    this.clock = clock;
    this.pace = new Pace(clock);
    this.winic = new WinicWorld(this, accounts());
    this.changlong = new ChanglongWorld(this, accounts());
    this.linkWs = new LinkWsWorld(this, accounts());
    this.winnerlook = new WinnerlookWorld(this, accounts());
  }

  private static Accounts accounts() {
    return Accounts.demo(new BigDecimal("100000"));
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

  /** Empties all phones, and forgets what waits to be handed out. */
  public void forgetMessages() {
    synchronized (messages) {
      messages.clear();
    }
    winic.forget();
    changlong.forget();
    winnerlook.forget();
  }

  /**
   * How long after a message its receipt can be had.
   *
   * @param delay zero or more; two seconds at first
   */
  public void receiptsAfter(Duration delay) {
    receiptsAfter = delay;
  }

  /**
   * Phones that will not get their messages from now on.
   *
   * @param phones their numbers, as the vendors get them; in place of those named before
   */
  public void failFor(Set<String> phones) {
    failing.clear();
    failing.addAll(phones);
  }

  /**
   * Whether the vendors insist on pauses: LinkWS 30 s between questions for the balance, winnerlook
   * 5 s, all of them 5 s between polls.
   *
   * @param wanted off at first
   */
  public void pace(boolean wanted) {
    pace.set(wanted);
  }

  /**
   * Lets a phone write.
   *
   * @param vendor {@code winic}, {@code changlong} or {@code winnerlook}
   * @param phone who writes
   * @param text what
   * @param to the port, extension or number that it writes to
   */
  public void reply(String vendor, String phone, String text, String to) {
    switch (vendor) {
      case "winic", "winic-http", "winic-asmx" -> winic.reply(phone, text, to);
      case "changlong" -> changlong.reply(phone, text, to);
      case "winnerlook" -> winnerlook.reply(phone, text, to);
      default ->
          throw new IllegalArgumentException(
              "vendor must be one of winic, changlong, winnerlook: " + vendor);
    }
  }

  /**
   * The life behind winic; both of its services share accounts and phones.
   *
   * @param name of the service, shown beside its messages
   * @return what the servlets speak for
   */
  public WinicService winic(String name) {
    return winic.service(name);
  }

  /**
   * The life behind changlong.
   *
   * @return what the servlets speak for
   */
  public ChanglongService changlong() {
    return changlong;
  }

  /**
   * The life behind LinkWS.
   *
   * @return what the servlets speak for
   */
  public LinkWsService linkWs() {
    return linkWs;
  }

  /**
   * The life behind winnerlook.
   *
   * @return what the servlets speak for
   */
  public WinnerlookService winnerlook() {
    return winnerlook;
  }

  /**
   * What winnerlook would push now, and takes out of what can be asked for.
   *
   * @return the bodies, each with what to call when nobody took it
   */
  public List<Push> pushes() {
    return winnerlook.pushes();
  }

  /**
   * Something to be pushed.
   *
   * @param json the body
   * @param notTaken keeps it for later
   */
  public record Push(String json, Runnable notTaken) {}

  Pace pace() {
    return pace;
  }

  Instant now() {
    return clock.instant();
  }

  /** As the vendors print it. */
  LocalDateTime chinaTime(Instant at) {
    return LocalDateTime.ofInstant(at, CHINA).truncatedTo(ChronoUnit.SECONDS);
  }

  long next() {
    return numbers.incrementAndGet();
  }

  Receipt receipt(String id, String phone, String customId) {
    return new Receipt(id, phone, !failing.contains(phone), now().plus(receiptsAfter), customId);
  }

  /**
   * Tells somebody of every message as it reaches its phone.
   *
   * @param other in place of the one before
   */
  public void listen(Consumer<PhoneMessage> other) {
    listener = other;
  }

  /**
   * Tells somebody of every answer that gives receipts or replies away, or finds none.
   *
   * @param other in place of the one before
   */
  public void listenHandedOut(Consumer<HandedOut> other) {
    bookkeeper = other;
  }

  /** Receipts that are given away now. */
  List<Receipt> receipts(String vendor, String account, List<Receipt> taken) {
    List<HandedOut.Item> items =
        taken.stream()
            .map(receipt -> new HandedOut.Item(receipt.id(), receipt.phone(), ""))
            .toList();
    bookkeeper.accept(new HandedOut(vendor, account, "reports", items, now()));
    return taken;
  }

  /** Replies that are given away now. */
  List<Answered> replies(String vendor, String account, List<Answered> taken) {
    List<HandedOut.Item> items =
        taken.stream()
            .map(reply -> new HandedOut.Item(reply.id(), reply.phone(), reply.text()))
            .toList();
    bookkeeper.accept(new HandedOut(vendor, account, "replies", items, now()));
    return taken;
  }

  /** Puts a message on its phone. */
  void deliver(String vendor, String account, String id, String phone, Sending sending) {
    PhoneMessage message =
        new PhoneMessage(
            phone,
            sending.text(),
            vendor,
            id,
            account,
            sending.extension(),
            sending.customId(),
            now(),
            sending.request());
    listener.accept(message);
    synchronized (messages) {
      messages.addLast(message);
      while (messages.size() > MOST_MESSAGES) {
        messages.removeFirst();
      }
    }
  }

  /** The last message of a vendor to a phone, whose account a reply belongs to. */
  java.util.Optional<PhoneMessage> lastTo(String phone, String vendor) {
    return messages().stream()
        .filter(message -> message.phone().equals(phone) && message.vendor().startsWith(vendor))
        .findFirst();
  }
}
