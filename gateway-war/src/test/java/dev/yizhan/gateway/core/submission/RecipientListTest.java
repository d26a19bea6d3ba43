package dev.yizhan.gateway.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.submission.SendRequest.Item;
import dev.yizhan.vendor.SendOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipientListTest {

  private static final String FIRST = "13800138000";
  private static final String SECOND = "13900139000";

  private static Item letter(String recipient, String text) {
    return new Item(recipient, text, Optional.empty());
  }

  private static Item letter(String recipient, String text, String reference) {
    return new Item(recipient, text, Optional.of(reference));
  }

  private static RecipientList of(Item... letters) {
    return RecipientList.of(
        new SendRequest(
            Optional.empty(),
            Optional.empty(),
            List.of(letters),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SendOptions.NONE,
            Duration.ZERO));
  }

  private static List<String> digits(RecipientList list) {
    return list.numbers().stream().map(PhoneNumber::digits).toList();
  }

  @Test
  void keepsTheOrderAndCountsPositionsFromZero() {
    RecipientList list = of(letter(SECOND, "好"), letter(FIRST, "好"));
    assertThat(list.recipients())
        .containsExactly(
            new Recipient(0, PhoneNumber.of(SECOND)), new Recipient(1, PhoneNumber.of(FIRST)));
  }

  @Test
  void readsListsOfNumbers() {
    RecipientList list = of(letter(FIRST + "," + SECOND, "好"));
    assertThat(digits(list)).containsExactly(FIRST, SECOND);
    assertThat(list.duplicates()).isZero();
  }

  @Test
  void givesANumberTheSameTextOnce() {
    RecipientList list =
        of(
            letter(FIRST + "," + FIRST, "好"),
            letter("+86" + FIRST, "好"),
            letter("0" + FIRST + ",86" + FIRST + ",0086" + FIRST, "好"),
            letter(SECOND, "好"));
    assertThat(digits(list)).containsExactly(FIRST, SECOND);
    assertThat(list.duplicates()).isEqualTo(5);
  }

  @Test
  void givesANumberDifferentTexts() {
    RecipientList list = of(letter(FIRST, "一"), letter(FIRST, "二"), letter(FIRST, "一"));
    assertThat(digits(list)).containsExactly(FIRST, FIRST);
    assertThat(list.texts()).containsExactly("一", "二");
    assertThat(list.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsOneTextForAllWhereAllAreEqual() {
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好")).texts()).containsExactly("好");
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好吗"), letter("02088888888", "好")).texts())
        .containsExactly("好", "好吗", "好");
  }

  @Test
  void keepsAReferenceForEachRecipientIfAnyHasOne() {
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好")).references()).isEmpty();
    assertThat(of(letter(FIRST, "好"), letter(SECOND, "好", "b")).references())
        .containsExactly(Optional.empty(), Optional.of("b"));
  }

  @Test
  void keepsTheFirstReferenceOfADuplicate() {
    RecipientList list = of(letter(FIRST, "好", "a"), letter(FIRST, "好", "b"));
    assertThat(list.references()).containsExactly(Optional.of("a"));
    assertThat(list.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsWhatIsNoNumberAsGiven() {
    RecipientList list = of(letter("10086," + FIRST + ",abc", "好"));
    assertThat(digits(list)).containsExactly(FIRST);
    assertThat(list.invalid()).containsExactly("10086", "abc");
    assertThat(list.duplicates()).isZero();
  }

  @Test
  void showsNeitherNumberNorText() {
    assertThat(of(letter(FIRST, "好")).toString()).doesNotContain(FIRST).doesNotContain("好");
  }
}
