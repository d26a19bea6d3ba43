package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.PostResult;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Posts signed JSON. */
public final class HttpReceiver implements Receiver {

  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  /** Too slow, too early, too often: about the moment, not about the records. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private static final int LONGEST_SECONDS = 9;

  private final CallbackHttp http;
  private final CallbackHttp.Target target;
  private final List<SigningSecret> secrets;
  private final Clock clock;

  HttpReceiver(
      CallbackHttp http, CallbackHttp.Target target, List<SigningSecret> secrets, Clock clock) {
    this.http = http;
    this.target = target;
    this.secrets = List.copyOf(secrets);
    this.clock = clock;
  }

  @Override
  public void deliver(Delivery delivery, Consumer<Answer> done) {
    byte[] body = CallbackBody.of(delivery);
    String id = "msg_" + delivery.id();
    long timestamp = clock.instant().getEpochSecond();
    http.post(
        target,
        Map.of(
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(timestamp),
            "webhook-signature",
            secrets.stream()
                .map(secret -> secret.sign(id, timestamp, body))
                .collect(Collectors.joining(" "))),
        "application/json",
        body,
        result -> done.accept(answer(result, clock.instant())));
  }

  /**
   * What an answer says, whatever was posted.
   *
   * @param now when it came
   */
  public static Answer answer(PostResult result, Instant now) {
    return new Answer(
        result
            .status()
            .map(HttpReceiver::meaning)
            .orElse(result.isLate() ? Result.FAILED : Result.UNAVAILABLE),
        result.reason(),
        result.retryAfter().flatMap(text -> retryAfter(text, now)));
  }

  private static Result meaning(int status) {
    if (status >= 200 && status < 300) {
      return Result.ACCEPTED;
    }
    if (status == SERVER_ERROR) {
      return Result.FAILED;
    }
    return status >= BAD_REQUEST && status < SERVER_ERROR && !LATER.contains(status)
        ? Result.REFUSED
        : Result.UNAVAILABLE;
  }

  /** Seconds, or a date (RFC 9110, section 10.2.3). */
  private static Optional<Duration> retryAfter(String text, Instant now) {
    if (text.matches("[0-9]{1," + LONGEST_SECONDS + "}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, at)).filter(pause -> !pause.isNegative());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
