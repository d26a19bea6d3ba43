package dev.yizhan.gateway.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentTest {

  private static final String FIRST = "13800138000";
  private static final String SECOND = "13900139000";

  private record Letter(String recipient, String text, Optional<String> reference) {}

  private static Letter letter(String recipient, String text) {
    return new Letter(recipient, text, Optional.empty());
  }

  private static Letter letter(String recipient, String text, String reference) {
    return new Letter(recipient, text, Optional.of(reference));
  }

  private static Content of(Letter... letters) {
    return Content.of(
        Stream.of(letters).map(Letter::recipient).toList(),
        Stream.of(letters).map(Letter::text).toList(),
        Stream.of(letters).map(Letter::reference).toList(),
        SendOptions.NONE);
  }

  private static List<String> digits(Content content) {
    return content.numbers().stream().map(PhoneNumber::digits).toList();
  }

  @Test
  void keepsTheOrderAndCountsPositionsFromZero() {
    Content content = of(letter(SECOND, "好"), letter(FIRST, "好"));
    assertThat(content.recipients())
        .containsExactly(
            new Recipient(0, PhoneNumber.of(SECOND)), new Recipient(1, PhoneNumber.of(FIRST)));
  }

  @Test
  void readsListsOfNumbers() {
    Content content = of(letter(FIRST + "," + SECOND, "好"));
    assertThat(digits(content)).containsExactly(FIRST, SECOND);
    assertThat(content.duplicates()).isZero();
  }

  @Test
  void givesANumberTheSameTextOnce() {
    Content content =
        of(letter(FIRST + "," + FIRST, "好"), letter("+86" + FIRST, "好"), letter(SECOND, "好"));
    assertThat(digits(content)).containsExactly(FIRST, SECOND);
    assertThat(content.duplicates()).isEqualTo(2);
  }

  @Test
  void givesANumberDifferentTexts() {
    Content content = of(letter(FIRST, "一"), letter(FIRST, "二"), letter(FIRST, "一"));
    assertThat(digits(content)).containsExactly(FIRST, FIRST);
    assertThat(content.texts()).containsExactly("一", "二");
    assertThat(content.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsOneTextForAllWhereAllAreEqual() {
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好")).texts()).containsExactly("好");
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好吗"), letter("02088888888", "好")).texts())
        .containsExactly("好", "好吗", "好");
  }

  @Test
  void keepsOneTextForAllWhereOnlyEmptyRecipientsHaveOthers() {
    assertThat(of(letter(" ", "一"), letter(FIRST, "二"), letter(SECOND, "二")).texts())
        .containsExactly("二");
  }

  @Test
  void keepsTheTextWhereNoRecipientIsANumber() {
    Content content = Content.of(List.of("10086"), "好", SendOptions.NONE);
    assertThat(content.recipients()).isEmpty();
    assertThat(content.texts()).containsExactly("好");
  }

  @Test
  void givesSomeRecipientsTheirTexts() {
    Content content = of(letter(FIRST, "一"), letter(SECOND, "二"), letter("02088888888", "三"));
    Message message =
        content.message(List.of(content.recipients().get(2), content.recipients().get(0)));
    assertThat(message.recipients())
        .containsExactly(PhoneNumber.of("02088888888"), PhoneNumber.of(FIRST));
    assertThat(message.texts()).containsExactly("三", "一");
  }

  @Test
  void keepsAReferenceForEachRecipientIfAnyHasOne() {
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好")).references()).isEmpty();
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好", "b")).references())
        .containsExactly(Optional.empty(), Optional.of("b"));
  }

  @Test
  void keepsTheFirstReferenceOfADuplicate() {
    Content content = of(letter(FIRST, "好", "a"), letter(FIRST, "好", "b"));
    assertThat(content.references()).containsExactly(Optional.of("a"));
    assertThat(content.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsWhatIsNoNumberAsGiven() {
    Content content = of(letter("10086," + FIRST + ",abc", "好"));
    assertThat(digits(content)).containsExactly(FIRST);
    assertThat(content.invalid())
        .containsExactly(new Content.Invalid(0, "10086"), new Content.Invalid(2, "abc"));
    assertThat(content.duplicates()).isZero();
  }

  @Test
  void showsNeitherNumberNorText() {
    assertThat(of(letter(FIRST, "好")).toString()).doesNotContain(FIRST).doesNotContain("好");
  }
}
