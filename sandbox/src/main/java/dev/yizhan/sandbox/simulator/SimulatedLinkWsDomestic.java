package dev.yizhan.sandbox.simulator;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.codec.code.LinkWsDomesticCode;
import dev.yizhan.sandbox.server.LinkWsDomesticService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.world.DeliveryReport;
import dev.yizhan.sandbox.world.VendorWorld;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** LinkWS's domestic interface, served from the simulated world. */
final class SimulatedLinkWsDomestic implements LinkWsDomesticService {

  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}");
  private static final SegmentLength PARTS = new SegmentLength(62, 62);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int MOST_REPLIES = 50;
  private static final int MOST_REPORTS = 500;

  private final VendorWorld world;

  SimulatedLinkWsDomestic(VendorWorld world) {
    this.world = world;
  }

  @Override
  public CompletionStage<Answer<String>> send(Login login, Sending sending) {
    return CompletableFuture.completedFuture(sent(login, sending));
  }

  private Answer<String> sent(Login login, Sending sending) {
    Optional<LinkWsDomesticCode> refusal = refusal(login);
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    if (world.isForbidden(sending.text())) {
      return new Answer.Refused<>(LinkWsDomesticCode.FORBIDDEN_WORD);
    }
    if (!sending.numbers().stream().allMatch(NUMBER.asMatchPredicate())) {
      return new Answer.Refused<>(LinkWsDomesticCode.NUMBER_FORMAT);
    }
    int parts = PARTS.segments(sending.text()) * sending.numbers().size();
    if (world.accounts().charge(login, BigDecimal.valueOf(parts)).isEmpty()) {
      return new Answer.Refused<>(LinkWsDomesticCode.BALANCE_TOO_LOW);
    }
    String id = Long.toString(world.nextNumber());
    for (String phone : sending.numbers()) {
      world.deliverAndReport(login.user(), id, phone, sending);
    }
    return new Answer.Given<>(id);
  }

  @Override
  public Answer<List<LinkWsDomesticInbox.Reply>> replies(Login login) {
    Optional<LinkWsDomesticCode> refusal = question(login, "replies");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.takeInbound(login.user(), MOST_REPLIES, message -> true).stream()
            .map(
                message ->
                    new LinkWsDomesticInbox.Reply(
                        message.phone(),
                        message.text(),
                        VendorWorld.chinaTime(message.at()),
                        message.to()))
            .toList());
  }

  @Override
  public Answer<List<LinkWsDomesticInbox.Report>> reports(Login login) {
    Optional<LinkWsDomesticCode> refusal = question(login, "reports");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.takeReports(login.user(), MOST_REPORTS).stream()
            .map(SimulatedLinkWsDomestic::report)
            .toList());
  }

  private static LinkWsDomesticInbox.Report report(DeliveryReport report) {
    Optional<LocalDateTime> at = Optional.of(VendorWorld.chinaTime(report.at()));
    return new LinkWsDomesticInbox.Report(
        report.id(), report.phone(), at, "1", report.delivered() ? "DELIVRD" : "UNDELIV", at);
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    Optional<LinkWsDomesticCode> refusal = question(login, "balance");
    return refusal.isPresent()
        ? new Answer.Refused<>(refusal.get())
        : new Answer.Given<>(world.accounts().balance(login).orElseThrow());
  }

  private Optional<LinkWsDomesticCode> question(Login login, String question) {
    Optional<LinkWsDomesticCode> refusal = refusal(login);
    return refusal.isEmpty() && world.isTooSoon(question, login.user(), PAUSE)
        ? Optional.of(LinkWsDomesticCode.TOO_FAST)
        : refusal;
  }

  private Optional<LinkWsDomesticCode> refusal(Login login) {
    if (!world.accounts().has(login.user())) {
      return Optional.of(LinkWsDomesticCode.NOT_REGISTERED);
    }
    return world.accounts().balance(login).isEmpty()
        ? Optional.of(LinkWsDomesticCode.LOGIN_FAILED)
        : Optional.empty();
  }
}
