package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunningPollsTest {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final RunningPolls polls = new RunningPolls(now::get);
  private final List<String> acknowledged = new ArrayList<>();

  private RunningPolls.Poll poll(String batch) {
    RunningPolls.Poll poll =
        polls.begin("shop", Reader.login("winic/demo"), RecordKind.REPORTS, PAUSE);
    poll.handsOut(() -> acknowledged.add(batch));
    return poll;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void acknowledgesByTheNextPollAfterThePause() {
    poll("first").end(true);
    pass(PAUSE);
    poll("second").end(true);
    assertThat(acknowledged).containsExactly("first");
    pass(PAUSE);
    poll("third");
    assertThat(acknowledged).containsExactly("first", "second");
  }

  @Test
  void doesNotAcknowledgeAnAnswerThatWasNotWrittenWhole() {
    poll("first").end(false);
    pass(PAUSE);
    poll("first again");
    assertThat(acknowledged).isEmpty();
  }

  @Test
  void doesNotAcknowledgeWithinThePause() {
    poll("first").end(true);
    pass(PAUSE.minusNanos(1));
    poll("first again").end(true);
    assertThat(acknowledged).isEmpty();
    pass(PAUSE);
    poll("second");
    assertThat(acknowledged).containsExactly("first again");
  }

  /** Neither knows which of the two the client has stored. */
  @Test
  void doesNotAcknowledgeWhatOverlappingPollsHandedOut() {
    RunningPolls.Poll one = poll("one");
    RunningPolls.Poll other = poll("other");
    one.end(true);
    pass(PAUSE);
    other.end(true);
    pass(PAUSE);
    poll("again").end(true);
    assertThat(acknowledged).isEmpty();
    pass(PAUSE);
    poll("next");
    assertThat(acknowledged).containsExactly("again");
  }

  @Test
  void countsTheFirstEndOfAPollOnly() {
    RunningPolls.Poll first = poll("first");
    first.end(false);
    first.end(true);
    pass(PAUSE);
    poll("again");
    assertThat(acknowledged).isEmpty();
  }

  @Test
  void keepsReadersApart() {
    poll("first").end(true);
    pass(PAUSE);
    polls.begin("shop", Reader.login("winic/other"), RecordKind.REPORTS, PAUSE).end(true);
    polls.begin("shop", Reader.login("winic/demo"), RecordKind.REPLIES, PAUSE).end(true);
    assertThat(acknowledged).isEmpty();
  }

  @Test
  void acknowledgesLaterWhatCannotBeAcknowledgedNow() {
    RunningPolls.Poll first = polls.begin("shop", Reader.DEFAULT, RecordKind.REPORTS, PAUSE);
    first.handsOut(
        () -> {
          throw new IllegalStateException("the store is down");
        });
    first.end(true);
    pass(PAUSE);
    assertThatIllegalStateException()
        .isThrownBy(() -> polls.begin("shop", Reader.DEFAULT, RecordKind.REPORTS, PAUSE));
    polls.begin("shop", Reader.DEFAULT, RecordKind.REPORTS, PAUSE).end(true);
  }
}
