package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.channel.CertificateEnd;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.PostResult;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Posts signed callbacks of one form. */
public final class HttpReceiver implements Receiver {

  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  /** Too slow, too early, too often: about the moment, not about the records. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private static final int LONGEST_SECONDS = 9;

  private final CallbackHttp http;
  private final CallbackHttp.Target target;
  private final CallbackForm form;
  private final List<SigningSecret> secrets;
  private final Clock clock;

  HttpReceiver(
      CallbackHttp http,
      CallbackHttp.Target target,
      CallbackForm form,
      List<SigningSecret> secrets,
      Clock clock) {
    this.http = http;
    this.target = target;
    this.form = form;
    this.secrets = List.copyOf(secrets);
    this.clock = clock;
  }

  @Override
  public void deliver(Delivery delivery, Consumer<Answer> done) {
    String id = "msg_" + delivery.id();
    byte[] body = form.body(id, delivery);
    long timestamp = clock.instant().getEpochSecond();
    Map<String, String> headers = new HashMap<>(form.headers());
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        secrets.stream()
            .map(secret -> secret.sign(id, timestamp, body))
            .collect(Collectors.joining(" ")));
    http.post(
        target,
        headers,
        form.contentType(),
        body,
        result -> done.accept(answer(form, result, clock.instant())));
  }

  @Override
  public List<CertificateEnd> certificateEnds() {
    return certificateEnds(http, target);
  }

  /** The certificates on which posts to a target depend, as far as they are known now. */
  public static List<CertificateEnd> certificateEnds(
      CallbackHttp http, CallbackHttp.Target target) {
    return http.certificates(target.trust()).stream()
        .map(each -> new CertificateEnd(each.certificate(), each.from(), each.to()))
        .toList();
  }

  /**
   * What an answer says by its status alone.
   *
   * @param now when it came
   */
  public static Answer answer(PostResult result, Instant now) {
    return answer(CallbackForm.JSON, result, now);
  }

  static Answer answer(CallbackForm form, PostResult result, Instant now) {
    Result byStatus =
        result
            .status()
            .map(HttpReceiver::meaning)
            .orElse(result.isLate() ? Result.FAILED : Result.UNAVAILABLE);
    CallbackForm.Reading reading = form.read(result, byStatus);
    return new Answer(
        reading.result(),
        reading.reason(),
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
