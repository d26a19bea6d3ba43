package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.door.FailedDelivery;
import dev.yizhan.gateway.core.door.MessageIds;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What front doors keep, on both databases. */
abstract class DoorStoreContract {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Reader LOGIN = Reader.login("winic/demo");

  private GatewayStore store;
  private DoorStore doors;

  /** Another node on the same data, or the only one. */
  abstract GatewayStore opened();

  @BeforeEach
  void open() {
    store = opened();
    doors = store.doors();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void takesIdsOfEachCompanyOneAfterTheOther() {
    assertThat(doors.takeIds("winic", 1001, 10)).isEqualTo(1001);
    assertThat(doors.takeIds("winic", 1001, 5)).isEqualTo(1011);
    assertThat(doors.takeIds("linkws", 1, 1)).isEqualTo(1);
    assertThat(doors.takeIds("winic", 1001, 1)).isEqualTo(1016);
  }

  @Test
  void neverGivesAnIdTwiceAlsoAfterARestart() {
    Set<Long> given = new HashSet<>();
    for (int start = 0; start < 3; start++) {
      MessageIds ids = new MessageIds(store.doors());
      List<Long> taken = Collections.synchronizedList(new ArrayList<>());
      IntStream.range(0, 2500)
          .parallel()
          .forEach(i -> taken.add(ids.next("winic", 1001, Long.MAX_VALUE, 1)));
      given.addAll(taken);
      store.close();
      open();
    }
    assertThat(given).hasSize(7500);
  }

  @Test
  void givesManyIdsForOneMessageTogether() {
    MessageIds ids = new MessageIds(doors);
    long first = ids.next("changlong", 1, Long.MAX_VALUE, 100);
    assertThat(ids.next("changlong", 1, Long.MAX_VALUE, 1)).isEqualTo(first + 100);
    long many = ids.next("changlong", 1, Long.MAX_VALUE, 5000);
    assertThat(ids.next("changlong", 1, Long.MAX_VALUE, 1)).isGreaterThanOrEqualTo(many + 5000);
  }

  @Test
  void recognisesAMessageWithinItsWindowOnly() {
    assertThat(doors.firstId("digest", 1, NOW, WINDOW)).isEqualTo(1);
    assertThat(doors.firstId("digest", 2, NOW.plus(WINDOW), WINDOW)).isEqualTo(1);
    assertThat(doors.firstId("other", 3, NOW, WINDOW)).isEqualTo(3);
    Instant after = NOW.plus(WINDOW).plusMillis(1);
    assertThat(doors.firstId("digest", 4, after, WINDOW)).isEqualTo(4);
    assertThat(doors.firstId("digest", 5, after, WINDOW)).isEqualTo(4);
  }

  @Test
  void forgetsMessagesAfterTheirWindow() {
    assertThat(doors.firstId("digest", 1, NOW, WINDOW)).isEqualTo(1);
    assertThat(doors.forgetMessages(NOW.plus(WINDOW))).isZero();
    assertThat(doors.forgetMessages(NOW.plus(WINDOW).plusMillis(1))).isEqualTo(1);
    assertThat(doors.firstId("digest", 2, NOW, WINDOW)).isEqualTo(2);
  }

  private List<FailedDelivery> failures(Reader reader, Instant since) {
    return doors.failures("shop", "order ", reader, since, 10);
  }

  /** Two recipients, cancelled before they were sent. */
  private long cancelled() {
    long id = Ids.lowestAt(NOW) + 1;
    assertThat(
            store
                .submissions()
                .insert(
                    StoreContract.submission(id, "request", Optional.of(NOW.plusSeconds(60)), 2)))
        .isEqualTo(new SubmissionStore.Insertion.Inserted());
    assertThat(store.submissions().cancel("shop", id, NOW)).isTrue();
    return id;
  }

  @Test
  void tellsEachReaderOnceOfWhatFailedWithoutAReport() {
    long id = cancelled();
    List<FailedDelivery> all = failures(LOGIN, NOW);
    assertThat(all)
        .containsExactly(
            new FailedDelivery(
                id,
                0,
                "13800000000",
                DeliveryState.CANCELLED,
                NOW,
                "order 7",
                Optional.of("request")),
            new FailedDelivery(
                id,
                1,
                "13800000001",
                DeliveryState.CANCELLED,
                NOW,
                "order 7",
                Optional.of("request")));
    doors.told(LOGIN, all.subList(0, 1));
    doors.told(LOGIN, all.subList(0, 1));
    assertThat(failures(LOGIN, NOW)).containsExactly(all.get(1));
    assertThat(failures(Reader.login("other"), NOW)).hasSize(2);
    doors.told(LOGIN, id);
    assertThat(failures(LOGIN, NOW)).isEmpty();
  }

  @Test
  void tellsOfOthersMessagesAndOldFailuresNothing() {
    cancelled();
    assertThat(doors.failures("bank", "order ", LOGIN, NOW, 10)).isEmpty();
    assertThat(doors.failures("shop", "winic ", LOGIN, NOW, 10)).isEmpty();
    assertThat(failures(LOGIN, NOW.plusMillis(1))).isEmpty();
    assertThat(doors.failures("shop", "order ", LOGIN, NOW, 1)).hasSize(1);
  }

  @Test
  void forgetsWhoWasToldWithTheSubmission() {
    doors.told(LOGIN, cancelled());
    assertThat(store.submissions().remove(NOW.plus(Duration.ofDays(400)))).isEqualTo(1);
    assertThat(failures(LOGIN, NOW)).isEmpty();
    cancelled();
    assertThat(failures(LOGIN, NOW)).hasSize(2);
  }
}
