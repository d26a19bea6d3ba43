package dev.yizhan.gateway.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.vendor.SendOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {

  private static final Instant TIME = Instant.parse("2026-11-21T04:00:00Z");
  private static final SendOptions OPTIONS =
      SendOptions.NONE.withExtension("01").withSignature("驿站");
  private static final List<Item> LETTERS =
      List.of(
          new Item("13800138000", "您好", Optional.of("a")),
          new Item("+85291234567", "您好", Optional.empty()));
  private static final SendRequest REQUEST =
      request(Optional.of("winic"), LETTERS, Optional.of(TIME), Optional.empty(), OPTIONS);

  private record Item(String recipient, String text, Optional<String> reference) {}

  private static Content content(List<Item> items, SendOptions options) {
    return Content.of(
        items.stream().map(Item::recipient).toList(),
        items.stream().map(Item::text).toList(),
        items.stream().map(Item::reference).toList(),
        options);
  }

  private static SendRequest request(
      Optional<String> channel,
      List<Item> letters,
      Optional<Instant> sendAt,
      Optional<Instant> expiresAt,
      SendOptions options) {
    return new SendRequest(
        Optional.of("request"),
        channel,
        content(letters, options),
        sendAt,
        expiresAt,
        Optional.of("order 7"),
        Duration.ofSeconds(5));
  }

  private static SendRequest with(List<Item> letters) {
    return request(Optional.of("winic"), letters, Optional.of(TIME), Optional.empty(), OPTIONS);
  }

  private static SendRequest with(SendOptions options) {
    return request(Optional.of("winic"), LETTERS, Optional.of(TIME), Optional.empty(), options);
  }

  private static SendRequest withReference(Optional<String> reference) {
    return new SendRequest(
        REQUEST.requestId(),
        REQUEST.channel(),
        REQUEST.content(),
        REQUEST.sendAt(),
        REQUEST.expiresAt(),
        reference,
        REQUEST.maxWait());
  }

  private static String of(SendRequest request) {
    return Fingerprint.of(request);
  }

  /**
   * Stored submissions carry it, so it must not change. The value is that of a program in another
   * language: SHA-256 over channel, texts, both times, reference, extension, signature, message
   * type, numbers, references, each after its length in UTF-8 as four bytes.
   */
  @Test
  void isTheOneThatStoredSubmissionsCarry() {
    assertThat(of(REQUEST))
        .isEqualTo("4aef153ffe2994fcf5b6560150d8ba9c035bb28ba81c0032f5c053250337fd49");
  }

  /** Earlier versions took the first date of .NET, and its last, for times. */
  @Test
  void matchesOneThatWasStoredWithTimesThatMeanNone() {
    SendRequest now =
        request(Optional.of("winic"), LETTERS, Optional.empty(), Optional.empty(), OPTIONS);
    SendRequest then =
        request(
            Optional.of("winic"),
            LETTERS,
            Optional.of(Instant.parse("0000-12-31T16:00:00Z")),
            Optional.of(Instant.parse("9999-12-31T15:59:59.999Z")),
            OPTIONS);
    assertThat(of(then)).isNotEqualTo(of(now));
    assertThat(Fingerprint.matches(of(then), now)).isTrue();
    assertThat(Fingerprint.matches(of(now), now)).isTrue();
    assertThat(Fingerprint.matches(of(REQUEST), now)).isFalse();
    assertThat(Fingerprint.matches(of(now), REQUEST)).isFalse();
  }

  private static SendRequest to(String recipients) {
    return with(List.of(new Item(recipients, "您好", Optional.empty())));
  }

  /**
   * Earlier versions took 013800138000 and +861380013800 for landlines. The values are those of the
   * program in the other language, for these numbers as they were read then.
   */
  @ParameterizedTest
  @CsvSource({
    "'013800138000,+8613800138000,+861380013800',"
        + "50d2c4a0b570c04ae27d0a3934f4bae291ec2da78f1097d72ba2587e6e3e4c35",
    "+861380013800, 83b664b9e3ac15927066a8b9ef84d995736a045b8566e23b16e066c51bb8fff4",
  })
  void isRecognisedAsEarlierVersionsStoredIt(String recipients, String stored) {
    SendRequest request = to(recipients);
    assertThat(Fingerprint.matches(stored, request)).isTrue();
    assertThat(Fingerprint.canBeStored(request)).isTrue();
    SendRequest other = to("013800138000,+8613800138001,+861380013800");
    assertThat(Fingerprint.matches(stored, other)).isFalse();
  }

  @Test
  void isRecognisedAsThisVersionStoresIt() {
    SendRequest request = to("013800138000");
    assertThat(Fingerprint.matches(of(request), request)).isTrue();
    SendRequest same = to("8613800138000");
    assertThat(Fingerprint.matches(of(request), same)).isTrue();
  }

  @Test
  void isThatOfNoRequestWithoutNumbers() {
    SendRequest request = to("95555");
    assertThat(Fingerprint.canBeStored(request)).isFalse();
  }

  static Stream<SendRequest> otherRequests() {
    Item first = LETTERS.get(0);
    Item second = LETTERS.get(1);
    Optional<String> channel = REQUEST.channel();
    Optional<Instant> time = REQUEST.sendAt();
    return Stream.of(
        request(Optional.empty(), LETTERS, time, Optional.empty(), OPTIONS),
        request(Optional.of("winic2"), LETTERS, time, Optional.empty(), OPTIONS),
        request(channel, LETTERS, Optional.of(TIME.plusMillis(1)), Optional.empty(), OPTIONS),
        request(channel, LETTERS, Optional.empty(), Optional.empty(), OPTIONS),
        // The same time, but the other one.
        request(channel, LETTERS, Optional.empty(), time, OPTIONS),
        request(channel, LETTERS, time, Optional.of(TIME.plusSeconds(9)), OPTIONS),
        with(List.of(first)),
        with(List.of(second, first)),
        with(List.of(first, new Item("+85291234568", "您好", Optional.empty()))),
        with(List.of(first, new Item("+85291234567", "您好吗", Optional.empty()))),
        with(List.of(first, new Item("+85291234567", "您好", Optional.of("b")))),
        with(SendOptions.NONE.withExtension("02").withSignature("驿站")),
        with(SendOptions.NONE.withSignature("驿站")),
        with(SendOptions.NONE.withExtension("01")),
        with(OPTIONS.withMessageType("101")),
        withReference(Optional.empty()),
        withReference(Optional.of("order 8")));
  }

  @ParameterizedTest
  @MethodSource("otherRequests")
  void differsWithWhatIsSentAndHow(SendRequest other) {
    assertThat(of(other)).isNotEqualTo(of(REQUEST));
  }

  @Test
  void isOneForAllWhoRepeatARequest() {
    SendRequest repeated =
        new SendRequest(
            Optional.of("another"),
            REQUEST.channel(),
            REQUEST.content(),
            REQUEST.sendAt(),
            REQUEST.expiresAt(),
            REQUEST.reference(),
            Duration.ofSeconds(60));
    assertThat(of(repeated)).isEqualTo(of(REQUEST));
  }

  @Test
  void takesANumberInEachOfItsForms() {
    SendRequest written =
        with(List.of(new Item("+8613800138000", "您好", Optional.of("a")), LETTERS.get(1)));
    assertThat(of(written)).isEqualTo(of(REQUEST));
  }

  @Test
  void keepsNeighbouringFieldsApart() {
    assertThat(of(with(SendOptions.NONE.withExtension("1").withSignature("23"))))
        .isNotEqualTo(of(with(SendOptions.NONE.withExtension("12").withSignature("3"))));
    assertThat(of(with(SendOptions.NONE.withSignature("101"))))
        .isNotEqualTo(of(with(SendOptions.NONE.withMessageType("101"))));
  }
}
