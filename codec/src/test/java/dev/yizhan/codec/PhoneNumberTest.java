package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource({
    "13800138000, MOBILE, 13800138000",
    "013800138000, MOBILE, 13800138000",
    "+8613800138000, MOBILE, 13800138000",
    "+86013800138000, MOBILE, 13800138000",
    "008613800138000, MOBILE, 13800138000",
    "8613800138000, MOBILE, 13800138000",
    "075580808080, LANDLINE, 075580808080",
    "+8675580808080, LANDLINE, 075580808080",
    "+86075580808080, LANDLINE, 075580808080",
    "008675580808080, LANDLINE, 075580808080",
    "8675580808080, LANDLINE, 075580808080",
    "01065551234, LANDLINE, 01065551234",
    "861065551234, LANDLINE, 01065551234",
    "02088888888, LANDLINE, 02088888888",
    "03352222222, LANDLINE, 03352222222",
    "+85291234567, INTERNATIONAL, +85291234567",
    "+14155550100, INTERNATIONAL, +14155550100",
  })
  void isOneNumberInAllItsForms(String text, PhoneNumber.Kind kind, String digits) {
    assertThat(PhoneNumber.of(text).kind()).isEqualTo(kind);
    assertThat(PhoneNumber.of(text).digits()).isEqualTo(digits);
    assertThat(PhoneNumber.of(text)).isEqualTo(PhoneNumber.of(digits));
    assertThat(PhoneNumber.of(" " + text + "\u3000\n")).isEqualTo(PhoneNumber.of(digits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "12800138000",
        "1380013800",
        "138001380000",
        "+861380013800",
        "01380013800",
        "0013800138000",
        "00852912345",
        "0085291234567",
        "+86123",
        "+0123456789",
        "+86+8613800138000",
        "86008613800138000",
        // The local number begins with 0, 1 or 9, or has 7 digits after a code of 020, 021 ...
        "01012345678",
        "02098888888",
        "07551234567",
        "0208888888",
        "0755808080",
        "0755808080801",
        // 026 was never an area code, 0378 and 0733 no longer are.
        "02688888888",
        "037822222222",
        "07332222222",
        // Service numbers, and numbers of things.
        "4008001234",
        "04008001234",
        "864008001234",
        "95555",
        "095555",
        "1065752577778",
        "106575257777",
        "1064912345678",
        "1441234567890",
        "８６１３８００１３８０００",
        "0755-80808080",
        "138 0013 8000",
        "(+86)13800138000",
      })
  void refusesEverythingElse(String text) {
    assertThat(PhoneNumber.find(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "138\u200B00138000, U+200B ZERO WIDTH SPACE at position 4",
    "\uFEFF13800138000, U+FEFF ZERO WIDTH NO-BREAK SPACE at position 1",
    "13800138000\u00A0, U+00A0 NO-BREAK SPACE at position 12",
    "\u202A13800138000\u202C, U+202A LEFT-TO-RIGHT EMBEDDING at position 1",
    "138\u00AD00138000, U+00AD SOFT HYPHEN at position 4",
    "+86\u206013800138000, U+2060 WORD JOINER at position 4",
    "138\u202F0013\u202F8000, U+202F NARROW NO-BREAK SPACE at position 4",
    "138\uFE0F00138000, U+FE0F VARIATION SELECTOR-16 at position 4",
    "138\u316400138000, U+3164 HANGUL FILLER at position 4",
    // An invisible one comes first.
    "138-0013\u200B8000, U+200B ZERO WIDTH SPACE at position 9",
    "0755-80808080, U+002D HYPHEN-MINUS at position 5",
    "１３８00138000, U+FF11 FULLWIDTH DIGIT ONE at position 1",
    "😀13800138000, U+1F600 GRINNING FACE at position 1",
    "138😀\u200B00138000, U+200B ZERO WIDTH SPACE at position 5",
  })
  void namesACharacterThatIsNotAllowed(String text, String problem) {
    assertThat(PhoneNumber.find(text)).isEmpty();
    assertThat(PhoneNumber.problem(text)).contains(problem);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhoneNumber.of(text))
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "+861380013800, no mobile and no landline of mainland China follows the country code 86",
    "0085291234567, 'the country code of a number abroad follows +, not 00'",
    "037822222222, no area code of mainland China begins so",
  })
  void saysWhatIsWrongWithTheDigits(String text, String problem) {
    assertThat(PhoneNumber.problem(text)).contains(problem);
  }

  @Test
  void saysNoMoreThanThatItIsNoNumber() {
    assertThat(PhoneNumber.problem("张三")).isEmpty();
    assertThat(PhoneNumber.problem("95555")).isEmpty();
    assertThat(PhoneNumber.problem("")).isEmpty();
    assertThat(PhoneNumber.problem("13800138000")).isEmpty();
  }

  /** Earlier versions stored them; what is stored is still read, and as what it was. */
  @ParameterizedTest
  @ValueSource(strings = {"013800138000", "01380013800", "037822222222", "01012345678"})
  void takesStoredLandlinesOfEarlierVersions(String digits) {
    PhoneNumber stored = new PhoneNumber(digits);
    assertThat(stored.digits()).isEqualTo(digits);
    assertThat(stored.kind()).isEqualTo(PhoneNumber.Kind.LANDLINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8613800138000", "+8613800138000", "008613800138000", "95555", "abc"})
  void takesNothingStoredOfAnotherShape(String digits) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(digits));
  }

  @Test
  void knowsUnderWhichDigitsEarlierVersionsStoredAMobile() {
    assertThat(PhoneNumber.of("+8613800138000").storedForms())
        .isEqualTo(List.of("13800138000", "013800138000"));
    assertThat(PhoneNumber.of("075580808080").storedForms()).isEqualTo(List.of("075580808080"));
    assertThat(PhoneNumber.of("+85291234567").storedForms()).isEqualTo(List.of("+85291234567"));
  }

  @Test
  void masksWhatCannotBeSeen() {
    assertThat(PhoneNumber.mask("1\u200B3800138\u202E00")).isEqualTo("1?3****8?00");
    assertThat(PhoneNumber.mask("1\n3800138000")).isEqualTo("1?3****8000");
  }
}
