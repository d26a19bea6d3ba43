package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.Sending;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The simulated world as one vendor simulator sees it: its company's accounts, the phones, and the
 * delivery reports and inbound messages that wait to be fetched. All methods may be called by many
 * threads.
 */
public final class VendorWorld {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final String DEMO = "demo";

  private final World world;
  private final String service;
  private final Company company;

  /**
   * The world as one service sees it.
   *
   * @param service for example {@code winic-http}
   * @param company for example {@code winic}; services that name the same one share accounts,
   *     delivery reports and inbound messages
   */
  public VendorWorld(World world, String service, String company) {
    this.world = world;
    this.service = service;
    this.company = world.company(company);
    this.company.services().add(service);
  }

  /** {@return the company's accounts} */
  public Accounts accounts() {
    return company.accounts();
  }

  /** Whether a text contains {@link World#FORBIDDEN_WORD}. */
  public boolean isForbidden(String text) {
    return text.contains(World.FORBIDDEN_WORD);
  }

  /**
   * Delivers a message to one simulated phone.
   *
   * @param account the account that was charged
   * @param id the vendor's id for the message
   * @param phone one of the sending's numbers
   */
  public void deliver(String account, String id, String phone, Sending sending) {
    world.deliver(
        new PhoneMessage(
            phone,
            sending.text(),
            new PhoneMessage.Acceptance(service, id, account),
            sending.extension(),
            sending.customId(),
            now(),
            sending.request()));
  }

  /**
   * As {@link #deliver}, and keeps a delivery report for the account. For a vendor that never hands
   * out reports they would pile up: use {@link #deliver}.
   */
  public void deliverAndReport(String account, String id, String phone, Sending sending) {
    deliver(account, id, phone, sending);
    company.reports().put(account, world.report(id, phone, sending.customId()));
  }

  /** Removes and returns the oldest delivery reports of an account that are due. */
  public List<DeliveryReport> takeReports(String account, int limit) {
    List<DeliveryReport> taken = company.reports().take(account, limit, isDue());
    polled(
        account, "reports", taken, report -> new PollAnswer.Item(report.id(), report.phone(), ""));
    return taken;
  }

  /** Removes and returns the oldest wanted inbound messages of an account. */
  public List<InboundMessage> takeInbound(
      String account, int limit, Predicate<InboundMessage> wanted) {
    List<InboundMessage> taken = company.inbound().take(account, limit, wanted);
    polled(
        account,
        "replies",
        taken,
        message -> new PollAnswer.Item(message.id(), message.phone(), message.text()));
    return taken;
  }

  private <T> void polled(
      String account, String question, List<T> taken, Function<T, PollAnswer.Item> item) {
    world.polled(
        new PollAnswer(
            company.name(), account, question, taken.stream().map(item).toList(), now()));
  }

  /**
   * Takes the delivery reports that are due, for pushing.
   *
   * @param limit the most in one push
   * @param body the body of the push, from an account and its reports
   * @return one push for each account that has any
   */
  public List<Push> pushReports(int limit, Push.Format<DeliveryReport> body) {
    return pushes(company.reports(), limit, isDue(), body);
  }

  /** As {@link #pushReports}, with the inbound messages. */
  public List<Push> pushInbound(int limit, Push.Format<InboundMessage> body) {
    return pushes(company.inbound(), limit, message -> true, body);
  }

  private static <T> List<Push> pushes(
      Mailbox<T> mailbox, int limit, Predicate<T> wanted, Push.Format<T> format) {
    List<Push> pushes = new ArrayList<>();
    for (String account : mailbox.accounts()) {
      List<T> taken = mailbox.take(account, limit, wanted);
      if (!taken.isEmpty()) {
        pushes.add(new Push(format.json(account, taken), () -> mailbox.putBack(account, taken)));
      }
    }
    return pushes;
  }

  private Predicate<DeliveryReport> isDue() {
    Instant now = now();
    return report -> !report.at().isAfter(now);
  }

  /**
   * Lets a phone send a message to the account of the last message that it received from this
   * company; to {@code demo} if there is none.
   *
   * @param to the number, port or extension that it writes to; may be empty
   */
  public void receive(String phone, String text, String to) {
    Optional<PhoneMessage> last =
        world.messages().stream()
            .filter(message -> message.phone().equals(phone))
            .filter(message -> company.services().contains(message.vendor()))
            .findFirst();
    company
        .inbound()
        .put(
            last.map(PhoneMessage::account).orElse(DEMO),
            new InboundMessage(
                Long.toString(nextNumber()),
                phone,
                text,
                to,
                now(),
                last.map(PhoneMessage::customId).orElse("")));
  }

  /**
   * Whether an account asks again before the pause is over. Always {@code false} unless {@link
   * World#pace} is on.
   *
   * @param question any name for what is paced, for example {@code balance}
   */
  public boolean isTooSoon(String question, String account, Duration pause) {
    return world.pace().isTooSoon(company.name() + ' ' + question + ' ' + account, pause);
  }

  /** {@return the next of a sequence of numbers, for ids; no other service gets the same} */
  public long nextNumber() {
    return world.nextNumber();
  }

  /** {@return the time by the world's clock} */
  public Instant now() {
    return world.now();
  }

  /** {@return a time as vendors write it: in China's zone, whole seconds} */
  public static LocalDateTime chinaTime(Instant at) {
    return LocalDateTime.ofInstant(at, CHINA).truncatedTo(ChronoUnit.SECONDS);
  }
}
