package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a form says. */
class DraftTest {

  private static final String ID = "console-00000000-0000-4000-8000-000000000000";

  private static Draft of(String form) {
    return Draft.of(Form.of(form));
  }

  @Test
  void readsTheForm() {
    Draft draft =
        of("text=a%0D%0Ab+&numbers=13800138000%0D%0A%0D%0A13800138001&channel=x&requestId=" + ID);
    assertThat(draft).isEqualTo(new Draft("a\nb ", "13800138000\n\n13800138001", "x", ID));
    assertThat(draft.request(Duration.ZERO).content().numbers())
        .extracting(number -> number.digits())
        .isEqualTo(List.of("13800138000", "13800138001"));
    assertThat(draft.request(Duration.ZERO).requestId()).hasValue(ID);
    assertThat(draft.toString()).isEqualTo("Draft " + ID);
  }

  @Test
  void usesNoRequestIdOfPrograms() {
    Set<String> ids =
        Stream.of("requestId=order-7", "requestId=" + ID + "0", "x=y")
            .map(form -> of(form).requestId())
            .collect(Collectors.toSet());
    assertThat(ids)
        .hasSize(3)
        .allSatisfy(id -> assertThat(id).startsWith("console-").doesNotContain(ID));
    assertThat(of("requestId=" + ID).anew().requestId()).isNotEqualTo(ID);
  }

  @Test
  void knowsWhetherItChanged() {
    String digest = new Draft("a", "1", "x", ID).digest();
    assertThat(new Draft("a", "1", "x", Draft.blank().requestId()).digest()).isEqualTo(digest);
    assertThat(
            List.of(
                new Draft("b", "1", "x", ID),
                new Draft("a", "2", "x", ID),
                new Draft("a", "1", "", ID),
                new Draft("1", "a", "x", ID)))
        .allSatisfy(other -> assertThat(other.digest()).isNotEqualTo(digest));
  }

  @Test
  void isIncompleteWithoutTextOrNumber() {
    assertThat(new Draft(" ", "1", "", ID).isIncomplete()).isTrue();
    assertThat(new Draft("a", " \n ", "", ID).isIncomplete()).isTrue();
    assertThat(new Draft("a", "1", "", ID).isIncomplete()).isFalse();
  }
}
