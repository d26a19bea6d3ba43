package dev.yizhan.sandbox.world;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.LinkWsBalanceCode;
import dev.yizhan.codec.LinkWsSendCode;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.WeakHash;
import dev.yizhan.sandbox.server.LinkWsService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** LinkWS as it would be with our accounts and phones. */
final class LinkWsWorld implements LinkWsService {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{6,14}");
  private static final SegmentLength PARTS = new SegmentLength(62, 62);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final World world;
  private final Accounts accounts;

  LinkWsWorld(World world, Accounts accounts) {
    this.world = world;
    this.accounts = accounts;
  }

  /** The same with the password in clear, where the hash is the account's. */
  private Optional<Login> inClear(Login login) {
    return accounts
        .password(login.user())
        .filter(
            password -> WeakHash.md5(password).equals(login.password().toLowerCase(Locale.ROOT)))
        .map(password -> new Login(login.user(), password));
  }

  @Override
  public Answer<String> send(Login login, Sending sending) {
    if (!accounts.has(login.user())) {
      return new Answer.Refused<>(LinkWsSendCode.NOT_REGISTERED);
    }
    Optional<Login> known = inClear(login);
    if (known.isEmpty()) {
      return new Answer.Refused<>(LinkWsSendCode.LOGIN_FAILED);
    }
    if (sending.text().contains(World.FORBIDDEN_WORD)) {
      return new Answer.Refused<>(LinkWsSendCode.FORBIDDEN_WORD);
    }
    if (!sending.numbers().stream().allMatch(NUMBER.asMatchPredicate())) {
      return new Answer.Refused<>(LinkWsSendCode.NUMBER_FORMAT);
    }
    int parts = PARTS.segments(sending.text()) * sending.numbers().size();
    if (accounts.charge(known.get(), BigDecimal.valueOf(parts)).isEmpty()) {
      return new Answer.Refused<>(LinkWsSendCode.BALANCE_TOO_LOW);
    }
    String id = Long.toString(world.next());
    for (String phone : sending.numbers()) {
      world.deliver("linkws", login.user(), id, phone, sending);
    }
    return new Answer.Given<>(id);
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    if (!accounts.has(login.user())) {
      return new Answer.Refused<>(LinkWsBalanceCode.NOT_REGISTERED);
    }
    Optional<Login> known = inClear(login);
    if (known.isEmpty()) {
      return new Answer.Refused<>(LinkWsBalanceCode.WRONG_PASSWORD);
    }
    return world.pace().tooSoon("linkws balance" + login.user(), PAUSE)
        ? new Answer.Refused<>(LinkWsBalanceCode.TOO_FAST)
        : new Answer.Given<>(accounts.balance(known.get()).orElseThrow());
  }
}
