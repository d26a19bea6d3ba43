package dev.yizhan.sandbox.world;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.PartLength;
import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicCode;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinicService;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** winic as it would be with our accounts and phones. */
final class WinicWorld implements WinicService {

  private static final BigDecimal PRICE = new BigDecimal("0.1");
  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}");
  private static final Pattern NUMBER_ABROAD = Pattern.compile("[1-9][0-9]{6,14}");
  private static final Pattern NOT_TAKEN = Pattern.compile("[%$&#*]");

  private final String name;
  private final World world;
  private final Accounts accounts;

  WinicWorld(String name, World world, Accounts accounts) {
    this.name = name;
    this.world = world;
    this.accounts = accounts;
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
    int billed = PartLength.DEFAULT.parts(sending.text()) * sending.numbers().size();
    BigDecimal charge = PRICE.multiply(BigDecimal.valueOf(billed));
    Optional<WinicCode> refusal = refusal(login);
    if (refusal.isEmpty() && NOT_TAKEN.matcher(sending.text()).find()) {
      refusal = Optional.of(WinicCode.WRONG_PARAMETER);
    }
    if (refusal.isEmpty() && !sending.numbers().stream().allMatch(numbers.asMatchPredicate())) {
      refusal = Optional.of(wrongNumber);
    }
    if (refusal.isPresent()) {
      return answer(refusal.get().code(), billed, charge, BigDecimal.ZERO, Optional.empty());
    }
    return accounts
        .charge(login, charge)
        .map(left -> answer("000", billed, charge, left, Optional.of(world.deliver(name, sending))))
        .orElseGet(
            () ->
                answer(
                    WinicCode.BALANCE_TOO_LOW.code(),
                    billed,
                    charge,
                    BigDecimal.ZERO,
                    Optional.empty()));
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    Optional<WinicCode> refusal = refusal(login);
    return refusal.isPresent()
        ? new Answer.Refused<>(refusal.get())
        : new Answer.Given<>(accounts.balance(login).orElseThrow());
  }

  @Override
  public Answer<Winic.Account> account(Login login) {
    return balance(login)
        .map(
            balance ->
                new Winic.Account(
                    login.user(),
                    balance,
                    PRICE,
                    PartLength.DEFAULT.single(),
                    "【驿站】",
                    PRICE,
                    PRICE,
                    PRICE,
                    "winic",
                    "",
                    "",
                    ""));
  }

  private Optional<WinicCode> refusal(Login login) {
    if (!accounts.has(login.user())) {
      return Optional.of(WinicCode.NO_SUCH_ACCOUNT);
    }
    return accounts.balance(login).isEmpty()
        ? Optional.of(WinicCode.WRONG_PASSWORD)
        : Optional.empty();
  }

  private static Winic.HttpSend answer(
      String code, int billed, BigDecimal charge, BigDecimal left, Optional<String> id) {
    return new Winic.HttpSend(
        code, OptionalInt.of(billed), Optional.of(charge), Optional.of(left), id);
  }
}
