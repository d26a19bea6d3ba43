package dev.yizhan.sandbox.simulator;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.SubmitInfoKey;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinnerlookService;
import dev.yizhan.sandbox.world.DeliveryReport;
import dev.yizhan.sandbox.world.InboundMessage;
import dev.yizhan.sandbox.world.VendorWorld;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** winnerlook, served from the simulated world. */
final class SimulatedWinnerlook implements WinnerlookService {

  /** The most records in one answer or push. */
  static final int BATCH = 500;

  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final long FIRST_ID = 2_200_000_000_000_000_000L;

  private final VendorWorld world;

  SimulatedWinnerlook(VendorWorld world) {
    this.world = world;
  }

  @Override
  public CompletionStage<Answer<String>> send(Login login, Sending sending) {
    return sendAll(login, List.of(sending));
  }

  @Override
  public CompletionStage<Answer<String>> sendAll(Login login, List<Sending> sendings) {
    return CompletableFuture.completedFuture(sent(login, sendings));
  }

  private Answer<String> sent(Login login, List<Sending> sendings) {
    if (world.accounts().balance(login).isEmpty()) {
      return new Answer.Refused<>(WinnerlookCode.LOGIN_FAILED);
    }
    int parts = 0;
    for (Sending sending : sendings) {
      if (world.isForbidden(sending.text())) {
        return new Answer.Refused<>(WinnerlookCode.SENSITIVE_FOR_SYSTEM);
      }
      if (!sending.numbers().stream().allMatch(NUMBER.asMatchPredicate())) {
        return new Answer.Refused<>(WinnerlookCode.WRONG_NUMBER);
      }
      parts += SegmentLength.DEFAULT.segments(sending.text()) * sending.numbers().size();
    }
    if (world.accounts().charge(login, BigDecimal.valueOf(parts)).isEmpty()) {
      return new Answer.Refused<>(WinnerlookCode.BALANCE_TOO_LOW);
    }
    String id = Long.toString(FIRST_ID + world.nextNumber());
    for (Sending sending : sendings) {
      for (String phone : sending.numbers()) {
        world.deliverAndReport(login.user(), id, phone, sending);
      }
    }
    return new Answer.Given<>(id);
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    return refusal(login, "balance")
        .<Answer<BigDecimal>>map(Answer.Refused::new)
        .orElseGet(() -> new Answer.Given<>(world.accounts().balance(login).orElseThrow()));
  }

  @Override
  public Answer<List<WinnerlookInbox.Report>> reports(Login login) {
    Optional<WinnerlookCode> refusal = refusal(login, "reports");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.takeReports(login.user(), BATCH).stream().map(SimulatedWinnerlook::report).toList());
  }

  static WinnerlookInbox.Report report(DeliveryReport report) {
    return new WinnerlookInbox.Report(
        report.id(),
        report.phone(),
        report.delivered() ? "DELIVRD" : "UNDELIVRD",
        Optional.of(VendorWorld.chinaTime(report.at())),
        Optional.of(report.customId()).filter(id -> !id.isEmpty()));
  }

  @Override
  public Answer<List<WinnerlookInbox.Reply>> replies(Login login) {
    Optional<WinnerlookCode> refusal = refusal(login, "replies");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.takeInbound(login.user(), BATCH, message -> true).stream()
            .map(SimulatedWinnerlook::reply)
            .toList());
  }

  static WinnerlookInbox.Reply reply(InboundMessage message) {
    return new WinnerlookInbox.Reply(
        message.phone(),
        message.text(),
        VendorWorld.chinaTime(message.at()),
        Optional.of(message.to()),
        Optional.of(message.customId()).filter(id -> !id.isEmpty()));
  }

  private Optional<WinnerlookCode> refusal(Login login, String question) {
    if (world.accounts().balance(login).isEmpty()) {
      return Optional.of(WinnerlookCode.LOGIN_FAILED);
    }
    return world.isTooSoon(question, login.user(), PAUSE)
        ? Optional.of(WinnerlookCode.TOO_FAST)
        : Optional.empty();
  }

  @Override
  public Optional<SubmitInfoKey> key(String user) {
    return world.accounts().password(user).map(SubmitInfoKey::ofPassword);
  }
}
