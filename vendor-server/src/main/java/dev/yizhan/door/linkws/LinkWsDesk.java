package dev.yizhan.door.linkws;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.ChinaTime;
import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.door.Desk;
import dev.yizhan.door.Draft;
import dev.yizhan.door.Reason;
import dev.yizhan.sandbox.server.LinkWsService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** LinkWS, served from a desk. */
record LinkWsDesk(Desk desk) implements LinkWsService {

  @Override
  public CompletionStage<Answer<String>> send(Login login, Sending sending) {
    Optional<LocalDateTime> time = ChinaTime.read(sending.time());
    if (time.isEmpty() && !sending.time().isBlank()) {
      return CompletableFuture.completedFuture(
          new Answer.Refused<>(LinkWsCodes.OF_SENDS.of(Reason.TIME)));
    }
    List<String> numbers = sending.numbers().stream().map(LinkWsDesk::number).toList();
    return desk.send(
            inSmallLetters(login),
            Draft.of(numbers, sending.text(), time).withExtension(sending.extension()))
        .thenApply(
            result ->
                result.match(
                    submitted -> new Answer.Given<>(submitted.ids().get(0).toString()),
                    reason -> new Answer.Refused<>(LinkWsCodes.OF_SENDS.of(reason))));
  }

  /** What reads as a number in China is one; all others begin with their country code. */
  private static String number(String text) {
    return PhoneNumber.find(text).isPresent() ? text : "+" + text;
  }

  /** Clients write the MD5 in either case. */
  private static Login inSmallLetters(Login login) {
    return new Login(login.user(), login.password().toLowerCase(Locale.ROOT));
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    return desk.balance(inSmallLetters(login))
        .match(
            Answer.Given::new,
            reason ->
                new Answer.Refused<>(
                    switch (reason) {
                      case LOGIN -> LinkWsBalanceCode.WRONG_PASSWORD;
                      case NOT_ALLOWED -> LinkWsBalanceCode.ACCOUNT_BLOCKED;
                      case TOO_FAST -> LinkWsBalanceCode.TOO_FAST;
                      default -> LinkWsBalanceCode.OTHER_ERROR;
                    }));
  }
}
