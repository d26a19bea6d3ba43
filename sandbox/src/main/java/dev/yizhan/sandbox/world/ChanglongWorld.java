package dev.yizhan.sandbox.world;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Changlong;
import dev.yizhan.codec.ChanglongBalanceCode;
import dev.yizhan.codec.ChanglongInbox;
import dev.yizhan.codec.ChanglongPollCode;
import dev.yizhan.codec.ChanglongSendCode;
import dev.yizhan.codec.ResultCode;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.sandbox.server.ChanglongService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** changlong as it would be with our accounts and phones. */
final class ChanglongWorld implements ChanglongService {

  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}|0[0-9]{9,11}");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST_REPORTS = 100;
  private static final int MOST_REPLIES = 50;
  private static final long FIRST_ID = 6_400_000;
  private static final int DELIVERED = 10;
  private static final int FAILED = 20;

  private final World world;
  private final Accounts accounts;
  private final Mailbox<Receipt> receipts = new Mailbox<>();
  private final Mailbox<Answered> replies = new Mailbox<>();

  ChanglongWorld(World world, Accounts accounts) {
    this.world = world;
    this.accounts = accounts;
  }

  void forget() {
    receipts.clear();
    replies.clear();
  }

  void reply(String phone, String text, String to) {
    String account = world.lastTo(phone, "changlong").map(PhoneMessage::account).orElse("demo");
    replies.put(
        account, new Answered(Long.toString(world.next()), phone, text, to, world.now(), ""));
  }

  @Override
  public Answer<Changlong.Sent> send(Login login, Sending sending) {
    if (accounts.balance(login).isEmpty()) {
      return new Answer.Refused<>(ChanglongSendCode.LOGIN_FAILED);
    }
    if (sending.text().contains(World.FORBIDDEN_WORD)) {
      return new Answer.Refused<>(
          ChanglongSendCode.FORBIDDEN_WORD, Optional.of(World.FORBIDDEN_WORD));
    }
    List<String> taken = sending.numbers().stream().filter(NUMBER.asMatchPredicate()).toList();
    int parts = SegmentLength.DEFAULT.segments(sending.text()) * taken.size();
    if (accounts.charge(login, BigDecimal.valueOf(parts)).isEmpty()) {
      return new Answer.Refused<>(ChanglongSendCode.BALANCE_TOO_LOW);
    }
    List<String> ids = new ArrayList<>();
    for (String phone : taken) {
      String id = Long.toString(FIRST_ID + world.next());
      ids.add(id);
      world.deliver("changlong", login.user(), id, phone, sending);
      receipts.put(login.user(), world.receipt(id, phone, ""));
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
        world
            .receipts(
                "changlong",
                login.user(),
                receipts.take(login.user(), MOST_REPORTS, Mailbox.due(world.now())))
            .stream()
            .map(
                receipt ->
                    new ChanglongInbox.Report(
                        receipt.id(), receipt.phone(), receipt.delivered() ? DELIVERED : FAILED))
            .toList());
  }

  @Override
  public Answer<List<ChanglongInbox.Reply>> replies(Login login) {
    Optional<ResultCode> refusal = poll(login, "replies");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world
            .replies(
                "changlong", login.user(), replies.take(login.user(), MOST_REPLIES, reply -> true))
            .stream()
            .map(reply -> new ChanglongInbox.Reply(reply.id(), reply.phone(), reply.text()))
            .toList());
  }

  private Optional<ResultCode> poll(Login login, String what) {
    if (!accounts.has(login.user())) {
      return Optional.of(ChanglongPollCode.NO_SUCH_USER);
    }
    if (accounts.balance(login).isEmpty()) {
      return Optional.of(ChanglongPollCode.LOGIN_FAILED);
    }
    return world.pace().tooSoon("changlong " + what + login.user(), PAUSE)
        ? Optional.of(ChanglongPollCode.BUSY)
        : Optional.empty();
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    if (!accounts.has(login.user())) {
      return new Answer.Refused<>(ChanglongBalanceCode.NO_SUCH_ACCOUNT);
    }
    return accounts
        .balance(login)
        .<Answer<BigDecimal>>map(Answer.Given::new)
        .orElseGet(() -> new Answer.Refused<>(ChanglongBalanceCode.LOGIN_FAILED));
  }
}
