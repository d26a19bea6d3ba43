package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.sending.ChannelQueue.Contact;
import dev.yizhan.gateway.core.sending.ChannelQueue.Slots;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelQueueTest {

  private static final int CONCURRENCY = 32;

  private final HandClock clock = new HandClock();
  private final List<Circuit> changes = new ArrayList<>();
  private final ChannelQueues queues =
      new ChannelQueues(
          new Channels(List.of()),
          clock,
          Timing.DEFAULT,
          new Events() {
            @Override
            public void circuitChanged(String channel, Circuit circuit) {
              changes.add(circuit);
            }
          });
  private final ChannelQueue queue = queues.of("winic");

  private void startAll(int calls) {
    for (int i = 0; i < calls; i++) {
      assertThat(queue.tryStart()).isTrue();
    }
  }

  private void call(Contact contact, int times) {
    for (int i = 0; i < times; i++) {
      startAll(1);
      queue.ended(contact, 1, "no answer");
    }
  }

  @Nested
  class Slot {

    @Test
    void isFreeForAsManyCallsAsTheChannelMakesAtOnce() {
      startAll(CONCURRENCY);
      assertThat(queue.tryStart()).isFalse();
      queue.ended(Contact.ANSWERED, 1, "");
      startAll(1);
      assertThat(queue.tryStart()).isFalse();
    }

    @Test
    void isNotTakenByANewCallWhileEarlierOnesWait() {
      queue.expectWaiting();
      assertThat(queue.tryStart()).isFalse();
      Slots slots = queue.takeForWaiting();
      assertThat(slots.count()).isEqualTo(CONCURRENCY);
      queue.claimed(slots, 2);
      // Fewer waited than there are slots, so none waits any more.
      startAll(CONCURRENCY - 2);
      assertThat(queue.tryStart()).isFalse();
    }

    @Test
    void isTakenForCallsThatBeganToWaitDuringAClaim() {
      queue.expectWaiting();
      Slots slots = queue.takeForWaiting();
      queue.expectWaiting();
      queue.claimed(slots, 0);
      assertThat(queue.tryStart()).isFalse();
      assertThat(queue.takeForWaiting().count()).isEqualTo(CONCURRENCY);
    }

    @Test
    void isNotTakenForWaitingCallsIfNoneWaits() {
      assertThat(queue.takeForWaiting().count()).isZero();
    }
  }

  @Nested
  class Breaker {

    @Test
    void opensWhenTheVendorDoesNotAnswer() {
      call(Contact.FAILED, 5);
      assertThat(queue.tryStart()).isFalse();
      assertThat(queues.circuit("winic")).isEqualTo(Circuit.OPEN);
      assertThat(queues.circuit("linkws")).isEqualTo(Circuit.CLOSED);
      assertThat(changes).containsExactly(Circuit.OPEN);
      assertThat(queues.activity("winic").failure()).contains("no answer");
      assertThat(queues.activity("winic").circuitSince()).isEqualTo(clock.instant());
    }

    @Test
    void staysClosedWhileMostCallsAreAnswered() {
      for (int i = 0; i < 20; i++) {
        call(Contact.ANSWERED, 2);
        call(Contact.FAILED, 1);
      }
      assertThat(queues.circuit("winic")).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void doesNotCountCallsThatWereNotMade() {
      call(Contact.NONE, 20);
      call(Contact.FAILED, 4);
      assertThat(queues.circuit("winic")).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void letsOneCallThroughAtGrowingIntervals() {
      call(Contact.FAILED, 5);
      for (int seconds : new int[] {5, 10, 20, 40}) {
        clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(queue.tryStart()).isFalse();
        clock.pass(Duration.ofMillis(2));
        startAll(1);
        assertThat(queue.tryStart()).isFalse();
        assertThat(queues.circuit("winic")).isEqualTo(Circuit.HALF_OPEN);
        queue.ended(Contact.FAILED, 1, "no answer");
        assertThat(queues.circuit("winic")).isEqualTo(Circuit.OPEN);
      }
    }

    @Test
    void isNotSilentWhenItIsTimeToTryItAgain() {
      assertThat(queue.isSilent()).isFalse();
      call(Contact.FAILED, 5);
      assertThat(queue.isSilent()).isTrue();
      clock.pass(Duration.ofSeconds(6));
      assertThat(queue.isSilent()).isFalse();
      startAll(1);
      assertThat(queue.isSilent()).isTrue();
      queue.ended(Contact.ANSWERED, 1, "");
      assertThat(queue.isSilent()).isFalse();
    }

    @Test
    void closesWhenThatCallIsAnswered() {
      call(Contact.FAILED, 5);
      clock.pass(Duration.ofSeconds(6));
      call(Contact.ANSWERED, 1);
      assertThat(changes).containsExactly(Circuit.OPEN, Circuit.HALF_OPEN, Circuit.CLOSED);
      startAll(CONCURRENCY);
    }

    @Test
    void letsTheNextCallThroughIfThatOneWasNotMade() {
      call(Contact.FAILED, 5);
      clock.pass(Duration.ofSeconds(6));
      call(Contact.NONE, 1);
      queue.expectWaiting();
      Slots slots = queue.takeForWaiting();
      assertThat(slots.count()).isEqualTo(1);
      queue.claimed(slots, 0);
      assertThat(queue.takeForWaiting().count()).isZero();
      startAll(1);
    }
  }
}
