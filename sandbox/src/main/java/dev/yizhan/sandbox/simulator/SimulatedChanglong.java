package dev.yizhan.sandbox.simulator;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.code.ChanglongBalanceCode;
import dev.yizhan.codec.code.ChanglongPollCode;
import dev.yizhan.codec.code.ChanglongSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.sandbox.server.ChanglongService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.world.VendorWorld;
import dev.yizhan.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** changlong, served from the simulated world. */
final class SimulatedChanglong implements ChanglongService {

  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}|0[0-9]{9,11}");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST_REPORTS = 100;
  private static final int MOST_REPLIES = 50;
  private static final long FIRST_ID = 6_400_000;
  private static final int DELIVERED = 10;
  private static final int FAILED = 20;

  private final VendorWorld world;

  SimulatedChanglong(VendorWorld world) {
    this.world = world;
  }

  @Override
  public CompletionStage<Answer<Changlong.Sent>> send(Login login, Sending sending) {
    return CompletableFuture.completedFuture(sent(login, sending));
  }

  private Answer<Changlong.Sent> sent(Login login, Sending sending) {
    if (world.accounts().balance(login).isEmpty()) {
      return new Answer.Refused<>(ChanglongSendCode.LOGIN_FAILED);
    }
    if (world.isForbidden(sending.text())) {
      return new Answer.Refused<>(
          ChanglongSendCode.FORBIDDEN_WORD, Optional.of(World.FORBIDDEN_WORD));
    }
    List<String> taken = sending.numbers().stream().filter(NUMBER.asMatchPredicate()).toList();
    int parts = SegmentLength.DEFAULT.segments(sending.text()) * taken.size();
    if (world.accounts().charge(login, BigDecimal.valueOf(parts)).isEmpty()) {
      return new Answer.Refused<>(ChanglongSendCode.BALANCE_TOO_LOW);
    }
    List<String> ids = new ArrayList<>();
    for (String phone : taken) {
      String id = Long.toString(FIRST_ID + world.nextNumber());
      ids.add(id);
      world.deliverAndReport(login.user(), id, phone, sending);
    }
    return new Answer.Given<>(
        new Changlong.Sent(taken.size(), sending.numbers().size() - taken.size(), ids));
  }

  @Override
  public Answer<List<ChanglongInbox.Report>> reports(Login login) {
    Optional<ResultCode> refusal = poll(login, "reports");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.takeReports(login.user(), MOST_REPORTS).stream()
            .map(
                report ->
                    new ChanglongInbox.Report(
                        report.id(), report.phone(), report.delivered() ? DELIVERED : FAILED))
            .toList());
  }

  @Override
  public Answer<List<ChanglongInbox.Reply>> replies(Login login) {
    Optional<ResultCode> refusal = poll(login, "replies");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.takeInbound(login.user(), MOST_REPLIES, message -> true).stream()
            .map(message -> new ChanglongInbox.Reply(message.id(), message.phone(), message.text()))
            .toList());
  }

  private Optional<ResultCode> poll(Login login, String question) {
    if (!world.accounts().has(login.user())) {
      return Optional.of(ChanglongPollCode.NO_SUCH_USER);
    }
    if (world.accounts().balance(login).isEmpty()) {
      return Optional.of(ChanglongPollCode.LOGIN_FAILED);
    }
    return world.isTooSoon(question, login.user(), PAUSE)
        ? Optional.of(ChanglongPollCode.BUSY)
        : Optional.empty();
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    if (!world.accounts().has(login.user())) {
      return new Answer.Refused<>(ChanglongBalanceCode.NO_SUCH_ACCOUNT);
    }
    return world
        .accounts()
        .balance(login)
        .<Answer<BigDecimal>>map(Answer.Given::new)
        .orElseGet(() -> new Answer.Refused<>(ChanglongBalanceCode.LOGIN_FAILED));
  }
}
