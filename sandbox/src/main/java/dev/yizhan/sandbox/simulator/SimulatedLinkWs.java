package dev.yizhan.sandbox.simulator;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.WeakHash;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.codec.code.LinkWsSendCode;
import dev.yizhan.sandbox.server.LinkWsService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.world.VendorWorld;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** LinkWS, served from the simulated world. */
final class SimulatedLinkWs implements LinkWsService {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{6,14}");
  private static final SegmentLength PARTS = new SegmentLength(62, 62);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final VendorWorld world;

  SimulatedLinkWs(VendorWorld world) {
    this.world = world;
  }

  /** The login with the password in clear text; empty if the hash is not that of the password. */
  private Optional<Login> inClear(Login login) {
    return world
        .accounts()
        .password(login.user())
        .filter(
            password -> WeakHash.md5(password).equals(login.password().toLowerCase(Locale.ROOT)))
        .map(password -> new Login(login.user(), password));
  }

  @Override
  public CompletionStage<Answer<String>> send(Login login, Sending sending) {
    return CompletableFuture.completedFuture(sent(login, sending));
  }

  private Answer<String> sent(Login login, Sending sending) {
    if (!world.accounts().has(login.user())) {
      return new Answer.Refused<>(LinkWsSendCode.NOT_REGISTERED);
    }
    Optional<Login> inClear = inClear(login);
    if (inClear.isEmpty()) {
      return new Answer.Refused<>(LinkWsSendCode.LOGIN_FAILED);
    }
    if (world.isForbidden(sending.text())) {
      return new Answer.Refused<>(LinkWsSendCode.FORBIDDEN_WORD);
    }
    if (!sending.numbers().stream().allMatch(NUMBER.asMatchPredicate())) {
      return new Answer.Refused<>(LinkWsSendCode.NUMBER_FORMAT);
    }
    int parts = PARTS.segments(sending.text()) * sending.numbers().size();
    if (world.accounts().charge(inClear.get(), BigDecimal.valueOf(parts)).isEmpty()) {
      return new Answer.Refused<>(LinkWsSendCode.BALANCE_TOO_LOW);
    }
    String id = Long.toString(world.nextNumber());
    for (String phone : sending.numbers()) {
      world.deliver(login.user(), id, phone, sending);
    }
    return new Answer.Given<>(id);
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    if (!world.accounts().has(login.user())) {
      return new Answer.Refused<>(LinkWsBalanceCode.NOT_REGISTERED);
    }
    Optional<Login> inClear = inClear(login);
    if (inClear.isEmpty()) {
      return new Answer.Refused<>(LinkWsBalanceCode.WRONG_PASSWORD);
    }
    return world.isTooSoon("balance", login.user(), PAUSE)
        ? new Answer.Refused<>(LinkWsBalanceCode.TOO_FAST)
        : new Answer.Given<>(world.accounts().balance(inClear.get()).orElseThrow());
  }
}
