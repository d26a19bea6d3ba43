package dev.yizhan.sandbox.world;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.WinnerlookCode;
import dev.yizhan.codec.WinnerlookInbox;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinnerlookService;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** winnerlook as it would be with our accounts and phones. */
final class WinnerlookWorld implements WinnerlookService {

  private static final String NAME = "winnerlook";
  private static final Pattern NUMBER = Pattern.compile("1[0-9]{10}");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 500;
  private static final long FIRST_ID = 2_200_000_000_000_000_000L;
  private static final int REPORTS = 1;
  private static final int REPLIES = 3;

  private final World world;
  private final Accounts accounts;
  private final Mailbox<Receipt> receipts = new Mailbox<>();
  private final Mailbox<Answered> replies = new Mailbox<>();

  WinnerlookWorld(World world, Accounts accounts) {
    this.world = world;
    this.accounts = accounts;
  }

  void forget() {
    receipts.clear();
    replies.clear();
  }

  void reply(String phone, String text, String to) {
    Optional<PhoneMessage> last = world.lastTo(phone, NAME);
    replies.put(
        last.map(PhoneMessage::account).orElse("demo"),
        new Answered(
            "", phone, text, to, world.now(), last.map(PhoneMessage::customId).orElse("")));
  }

  @Override
  public Answer<String> send(Login login, Sending sending) {
    return sendAll(login, List.of(sending));
  }

  @Override
  public Answer<String> sendAll(Login login, List<Sending> sendings) {
    if (accounts.balance(login).isEmpty()) {
      return new Answer.Refused<>(WinnerlookCode.LOGIN_FAILED);
    }
    int parts = 0;
    for (Sending sending : sendings) {
      if (sending.text().contains(World.FORBIDDEN_WORD)) {
        return new Answer.Refused<>(WinnerlookCode.SENSITIVE_FOR_SYSTEM);
      }
      if (!sending.numbers().stream().allMatch(NUMBER.asMatchPredicate())) {
        return new Answer.Refused<>(WinnerlookCode.WRONG_NUMBER);
      }
      parts += SegmentLength.DEFAULT.segments(sending.text()) * sending.numbers().size();
    }
    if (accounts.charge(login, BigDecimal.valueOf(parts)).isEmpty()) {
      return new Answer.Refused<>(WinnerlookCode.BALANCE_TOO_LOW);
    }
    String id = Long.toString(FIRST_ID + world.next());
    for (Sending sending : sendings) {
      for (String phone : sending.numbers()) {
        world.deliver(NAME, login.user(), id, phone, sending);
        receipts.put(login.user(), world.receipt(id, phone, sending.customId()));
      }
    }
    return new Answer.Given<>(id);
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    return refusal(login, "balance")
        .<Answer<BigDecimal>>map(Answer.Refused::new)
        .orElseGet(() -> new Answer.Given<>(accounts.balance(login).orElseThrow()));
  }

  @Override
  public Answer<List<WinnerlookInbox.Report>> reports(Login login) {
    Optional<WinnerlookCode> refusal = refusal(login, "reports");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world
            .receipts(
                NAME, login.user(), receipts.take(login.user(), MOST, Mailbox.due(world.now())))
            .stream()
            .map(
                receipt ->
                    new WinnerlookInbox.Report(
                        receipt.id(),
                        receipt.phone(),
                        status(receipt),
                        Optional.of(world.chinaTime(receipt.at())),
                        Optional.of(receipt.customId()).filter(id -> !id.isEmpty())))
            .toList());
  }

  private static String status(Receipt receipt) {
    return receipt.delivered() ? "DELIVRD" : "UNDELIVRD";
  }

  @Override
  public Answer<List<WinnerlookInbox.Reply>> replies(Login login) {
    Optional<WinnerlookCode> refusal = refusal(login, "replies");
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    return new Answer.Given<>(
        world.replies(NAME, login.user(), replies.take(login.user(), MOST, reply -> true)).stream()
            .map(
                reply ->
                    new WinnerlookInbox.Reply(
                        reply.phone(),
                        reply.text(),
                        world.chinaTime(reply.at()),
                        Optional.of(reply.to()),
                        Optional.of(reply.customId()).filter(id -> !id.isEmpty())))
            .toList());
  }

  private Optional<WinnerlookCode> refusal(Login login, String question) {
    if (accounts.balance(login).isEmpty()) {
      return Optional.of(WinnerlookCode.LOGIN_FAILED);
    }
    return world.pace().tooSoon("winnerlook " + question + login.user(), PAUSE)
        ? Optional.of(WinnerlookCode.TOO_FAST)
        : Optional.empty();
  }

  @Override
  public Optional<SubmitInfo> encryption(String user) {
    return accounts.password(user).map(SubmitInfo::refusingAmpersands);
  }

  List<World.Push> pushes() {
    List<World.Push> pushes = new ArrayList<>();
    for (String account : receipts.accounts()) {
      List<Receipt> due = receipts.take(account, MOST, Mailbox.due(world.now()));
      if (!due.isEmpty()) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        due.forEach(
            receipt ->
                list.add(
                    Json.createObjectBuilder()
                        .add("phone", receipt.phone())
                        .add("receive_status", status(receipt))
                        .add("receive_time", receipt.at().toEpochMilli())
                        .add("sub_no", receipt.id())
                        .add("customer_uuid", receipt.customId())));
        pushes.add(
            new World.Push(json(account, REPORTS, list), () -> receipts.putBack(account, due)));
      }
    }
    for (String account : replies.accounts()) {
      List<Answered> written = replies.take(account, MOST, reply -> true);
      if (!written.isEmpty()) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        written.forEach(
            reply ->
                list.add(
                    Json.createObjectBuilder()
                        .add("dest_phone", reply.phone())
                        .add("resp_content", reply.text())
                        .add("receive_time", reply.at().toEpochMilli())
                        .add("show_num", reply.to())
                        .add("customer_uuid", reply.customId())));
        pushes.add(
            new World.Push(json(account, REPLIES, list), () -> replies.putBack(account, written)));
      }
    }
    return pushes;
  }

  private static String json(String account, int type, JsonArrayBuilder list) {
    return Json.createObjectBuilder()
        .add("list", list)
        .add("account", account)
        .add("type", type)
        .build()
        .toString();
  }
}
