package dev.yizhan.sandbox.world;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicAccount;
import dev.yizhan.codec.WinicCode;
import dev.yizhan.codec.WinicInbox;
import dev.yizhan.codec.WinicRegisterCode;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinicService;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** winic as it would be with our accounts and phones. */
final class WinicWorld {

  private static final BigDecimal PRICE = new BigDecimal("0.1");
  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}");
  private static final Pattern NUMBER_ABROAD = Pattern.compile("[1-9][0-9]{6,14}");
  private static final Pattern NOT_TAKEN = Pattern.compile("[%$&#*]");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 500;
  private static final int NUMBERS_A_SECOND = 1_000_000;
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("MMddHHmmss").withZone(World.CHINA);

  private final World world;
  private final Accounts accounts;
  private final Mailbox<Receipt> receipts = new Mailbox<>();
  private final Mailbox<Answered> replies = new Mailbox<>();

  WinicWorld(World world, Accounts accounts) {
    this.world = world;
    this.accounts = accounts;
  }

  WinicService service(String name) {
    return new Service(name);
  }

  void forget() {
    receipts.clear();
    replies.clear();
  }

  void reply(String phone, String text, String to) {
    String account = world.lastTo(phone, "winic").map(PhoneMessage::account).orElse("demo");
    replies.put(account, new Answered("", phone, text, to, world.now(), ""));
  }

  private final class Service implements WinicService {

    private final String name;

    Service(String name) {
      this.name = name;
    }

    @Override
    public Winic.HttpSend send(Login login, Sending sending) {
      return send(login, sending, NUMBER, WinicCode.NUMBER_FORMAT);
    }

    @Override
    public Winic.HttpSend sendAbroad(Login login, Sending sending) {
      return send(login, sending, NUMBER_ABROAD, WinicCode.NO_DATA);
    }

    private Winic.HttpSend send(
        Login login, Sending sending, Pattern numbers, WinicCode wrongNumber) {
      int billed = SegmentLength.DEFAULT.segments(sending.text()) * sending.numbers().size();
      BigDecimal charge = PRICE.multiply(BigDecimal.valueOf(billed));
      Optional<WinicCode> refusal = refusal(login);
      if (refusal.isEmpty() && NOT_TAKEN.matcher(sending.text()).find()) {
        refusal = Optional.of(WinicCode.WRONG_PARAMETER);
      }
      if (refusal.isEmpty() && sending.text().contains(World.FORBIDDEN_WORD)) {
        refusal = Optional.of(WinicCode.SENSITIVE_WORD);
      }
      if (refusal.isEmpty() && !sending.numbers().stream().allMatch(numbers.asMatchPredicate())) {
        refusal = Optional.of(wrongNumber);
      }
      if (refusal.isPresent()) {
        return answer(refusal.get(), billed, charge);
      }
      return accounts
          .charge(login, charge)
          .map(
              left ->
                  new Winic.HttpSend(
                      "000",
                      OptionalInt.of(billed),
                      Optional.of(charge),
                      Optional.of(left),
                      Optional.of(deliver(login, sending))))
          .orElseGet(() -> answer(WinicCode.BALANCE_TOO_LOW, billed, charge));
    }

    private String deliver(Login login, Sending sending) {
      String id =
          ID_TIME.format(world.now()) + String.format("%06d", world.next() % NUMBERS_A_SECOND);
      for (String phone : sending.numbers()) {
        world.deliver(name, login.user(), id, phone, sending);
        receipts.put(login.user(), world.receipt(id, phone, ""));
      }
      return id;
    }

    private Winic.HttpSend answer(WinicCode code, int billed, BigDecimal charge) {
      return new Winic.HttpSend(
          code.code(),
          OptionalInt.of(billed),
          Optional.of(charge),
          Optional.of(BigDecimal.ZERO),
          Optional.empty());
    }

    @Override
    public Answer<BigDecimal> balance(Login login) {
      Optional<WinicCode> refusal = refusal(login);
      return refusal.isPresent()
          ? new Answer.Refused<>(refusal.get())
          : new Answer.Given<>(accounts.balance(login).orElseThrow());
    }

    @Override
    public Answer<WinicAccount> account(Login login) {
      return balance(login)
          .map(
              balance ->
                  new WinicAccount(
                      login.user(),
                      balance,
                      PRICE,
                      SegmentLength.DEFAULT.single(),
                      "【驿站】",
                      PRICE,
                      PRICE,
                      PRICE,
                      "winic",
                      "",
                      "",
                      ""));
    }

    @Override
    public Answer<List<WinicInbox.Reply>> replies(Login login, Optional<String> port) {
      Optional<WinicCode> refusal = poll(login, "replies");
      if (refusal.isPresent()) {
        return new Answer.Refused<>(refusal.get());
      }
      String wanted = port.orElse("");
      return new Answer.Given<>(
          world
              .replies(
                  "winic",
                  login.user(),
                  replies.take(
                      login.user(), MOST, reply -> wanted.isEmpty() || reply.to().equals(wanted)))
              .stream()
              .map(
                  reply ->
                      new WinicInbox.Reply(
                          reply.phone(), reply.text(), reply.to(), world.chinaTime(reply.at())))
              .toList());
    }

    @Override
    public Answer<List<WinicInbox.Report>> reports(Login login) {
      Optional<WinicCode> refusal = poll(login, "reports");
      if (refusal.isPresent()) {
        return new Answer.Refused<>(refusal.get());
      }
      return new Answer.Given<>(
          world
              .receipts(
                  "winic",
                  login.user(),
                  receipts.take(login.user(), MOST, Mailbox.due(world.now())))
              .stream()
              .map(
                  receipt ->
                      new WinicInbox.Report(
                          receipt.id(),
                          login.user(),
                          receipt.phone(),
                          receipt.delivered() ? "DELIVRD" : "UNDELIV",
                          world.chinaTime(receipt.at())))
              .toList());
    }

    private Optional<WinicCode> poll(Login login, String what) {
      Optional<WinicCode> refusal = refusal(login);
      return refusal.isEmpty() && world.pace().tooSoon("winic " + what + login.user(), PAUSE)
          ? Optional.of(WinicCode.OTHER_ERROR)
          : refusal;
    }

    @Override
    public Answer<Winic.Done> register(Login login, String agent) {
      if (!agent.isEmpty() && !accounts.has(agent)) {
        return new Answer.Refused<>(WinicRegisterCode.NO_SUCH_AGENT);
      }
      return accounts.register(login)
          ? new Answer.Given<>(Winic.Done.DONE)
          : new Answer.Refused<>(WinicRegisterCode.ACCOUNT_EXISTS);
    }

    @Override
    public Answer<Winic.Done> changePassword(Login login, String password) {
      Optional<WinicCode> refusal = refusal(login);
      if (refusal.isPresent()) {
        return new Answer.Refused<>(refusal.get());
      }
      accounts.changePassword(login, password);
      return new Answer.Given<>(Winic.Done.DONE);
    }

    private Optional<WinicCode> refusal(Login login) {
      if (!accounts.has(login.user())) {
        return Optional.of(WinicCode.NO_SUCH_ACCOUNT);
      }
      return accounts.balance(login).isEmpty()
          ? Optional.of(WinicCode.WRONG_PASSWORD)
          : Optional.empty();
    }
  }
}
