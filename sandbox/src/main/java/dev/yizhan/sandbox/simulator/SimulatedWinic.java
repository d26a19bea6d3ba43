package dev.yizhan.sandbox.simulator;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.NewAccount;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinicService;
import dev.yizhan.sandbox.world.VendorWorld;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** winic, served from the simulated world. */
final class SimulatedWinic implements WinicService {

  static final String COMPANY = "winic";

  private static final BigDecimal PRICE = new BigDecimal("0.1");
  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}");
  private static final Pattern NUMBER_ABROAD = Pattern.compile("[1-9][0-9]{6,14}");
  private static final Pattern NOT_TAKEN = Pattern.compile("[%$&#*]");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 500;
  private static final int NUMBERS_A_SECOND = 1_000_000;
  private static final DateTimeFormatter ID_TIME = DateTimeFormatter.ofPattern("MMddHHmmss");

  private final VendorWorld world;

  SimulatedWinic(VendorWorld world) {
    this.world = world;
  }

  @Override
  public CompletionStage<Winic.HttpSend> send(Login login, Sending sending) {
    return sent(login, sending, NUMBER, WinicCode.NUMBER_FORMAT);
  }

  @Override
  public CompletionStage<Winic.HttpSend> sendAbroad(Login login, Sending sending) {
    return sent(login, sending, NUMBER_ABROAD, WinicCode.NO_DATA);
  }

  private CompletionStage<Winic.HttpSend> sent(
      Login login, Sending sending, Pattern numbers, WinicCode wrongNumber) {
    return CompletableFuture.completedFuture(send(login, sending, numbers, wrongNumber));
  }

  private Winic.HttpSend send(
      Login login, Sending sending, Pattern numbers, WinicCode wrongNumber) {
    int billed = SegmentLength.DEFAULT.segments(sending.text()) * sending.numbers().size();
    BigDecimal charge = PRICE.multiply(BigDecimal.valueOf(billed));
    Optional<WinicCode> refusal = refusal(login);
    if (refusal.isEmpty() && NOT_TAKEN.matcher(sending.text()).find()) {
      refusal = Optional.of(WinicCode.WRONG_PARAMETER);
    }
    if (refusal.isEmpty() && world.isForbidden(sending.text())) {
      refusal = Optional.of(WinicCode.SENSITIVE_WORD);
    }
    if (refusal.isEmpty() && !sending.numbers().stream().allMatch(numbers.asMatchPredicate())) {
      refusal = Optional.of(wrongNumber);
    }
    if (refusal.isPresent()) {
      return answer(refusal.get(), billed, charge);
    }
    return world
        .accounts()
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
        ID_TIME.format(VendorWorld.chinaTime(world.now()))
            + String.format("%06d", world.nextNumber() % NUMBERS_A_SECOND);
    for (String phone : sending.numbers()) {
      world.deliverAndReport(login.user(), id, phone, sending);
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
        : new Answer.Given<>(world.accounts().balance(login).orElseThrow());
  }

  @Override
  public Answer<WinicAccount> account(Login login) {
    return balance(login)
        .map(
            balance ->
                new WinicAccount(
                    login.user(),
                    balance,
                    new WinicAccount.Prices(PRICE, PRICE, PRICE, PRICE),
                    SegmentLength.DEFAULT.single(),
                    "【驿站】",
                    "winic",
                    WinicAccount.Contact.NONE));
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
            .takeInbound(
                login.user(), MOST, message -> wanted.isEmpty() || message.to().equals(wanted))
            .stream()
            .map(
                message ->
                    new WinicInbox.Reply(
                        message.phone(),
                        message.text(),
                        message.to(),
                        VendorWorld.chinaTime(message.at())))
            .toList());
  }

  @Override
  public Answer<List<WinicInbox.Report>> reports(Login login) {
    Optional<WinicCode> refusal = poll(login, "reports");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.takeReports(login.user(), MOST).stream()
            .map(
                report ->
                    new WinicInbox.Report(
                        report.id(),
                        login.user(),
                        report.phone(),
                        report.delivered() ? "DELIVRD" : "UNDELIV",
                        VendorWorld.chinaTime(report.at())))
            .toList());
  }

  private Optional<WinicCode> poll(Login login, String question) {
    Optional<WinicCode> refusal = refusal(login);
    return refusal.isEmpty() && world.isTooSoon(question, login.user(), PAUSE)
        ? Optional.of(WinicCode.OTHER_ERROR)
        : refusal;
  }

  @Override
  public Answer<Winic.Done> register(NewAccount account) {
    if (!account.agent().isEmpty() && !world.accounts().has(account.agent())) {
      return new Answer.Refused<>(WinicRegisterCode.NO_SUCH_AGENT);
    }
    return world.accounts().register(account.login())
        ? new Answer.Given<>(Winic.Done.DONE)
        : new Answer.Refused<>(WinicRegisterCode.ACCOUNT_EXISTS);
  }

  @Override
  public Answer<Winic.Done> changePassword(Login login, String password) {
    Optional<WinicCode> refusal = refusal(login);
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    world.accounts().changePassword(login, password);
    return new Answer.Given<>(Winic.Done.DONE);
  }

  private Optional<WinicCode> refusal(Login login) {
    if (!world.accounts().has(login.user())) {
      return Optional.of(WinicCode.NO_SUCH_ACCOUNT);
    }
    return world.accounts().balance(login).isEmpty()
        ? Optional.of(WinicCode.WRONG_PASSWORD)
        : Optional.empty();
  }
}
