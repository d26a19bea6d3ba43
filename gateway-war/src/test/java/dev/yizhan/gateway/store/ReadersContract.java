package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers of one consumer's records, on both databases. */
abstract class ReadersContract {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final Reader LOGIN = Reader.login("legacy");

  private GatewayStore store;
  private InboxStore inbox;

  /** Another node on the same data, or the only one. */
  abstract GatewayStore opened();

  @BeforeEach
  void open() {
    store = opened();
    inbox = store.inbox();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Stores inbound messages of the consumer "owner". */
  private void receive(String... texts) {
    for (String text : texts) {
      store
          .records()
          .storePush(
              InboxContract.batch(
                  RecordKind.REPLIES,
                  List.of(InboxContract.reply(text, "13800138000", "", text, Optional.empty())),
                  List.of()),
              new byte[] {1},
              NOW);
    }
  }

  private List<String> texts(Reader reader) {
    return inbox.messages("owner", reader, Optional.empty(), 100).stream()
        .map(InboxMessage::text)
        .toList();
  }

  private boolean acknowledge(Reader reader, long position) {
    return inbox.acknowledge("owner", reader, RecordKind.REPLIES, position);
  }

  @Test
  void hidesNothingFromOneReaderThatAnotherAcknowledges() {
    assertThat(texts(Reader.CALLBACK)).isEmpty();
    receive("甲", "乙", "丙");
    assertThat(acknowledge(LOGIN, 2)).isTrue();
    assertThat(acknowledge(Reader.DEFAULT, 3)).isTrue();
    store.close();
    open();
    assertThat(texts(Reader.DEFAULT)).isEmpty();
    assertThat(texts(LOGIN)).containsExactly("丙");
    assertThat(texts(Reader.CALLBACK)).containsExactly("甲", "乙", "丙");
    assertThat(acknowledge(LOGIN, 1)).as("it goes only forward").isTrue();
    assertThat(texts(LOGIN)).containsExactly("丙");
  }

  @Test
  void letsANewReaderBeginWhereTheDefaultOneStands() {
    receive("甲", "乙");
    assertThat(acknowledge(Reader.DEFAULT, 1)).isTrue();
    assertThat(texts(LOGIN)).containsExactly("乙");
    assertThat(acknowledge(Reader.DEFAULT, 2)).isTrue();
    assertThat(texts(LOGIN)).as("it has begun").containsExactly("乙");
    assertThat(texts(Reader.CALLBACK)).isEmpty();
  }

  @Test
  void beginsWithBothKindsAtOnce() {
    assertThat(inbox.reports("owner", LOGIN, Optional.empty(), 1)).isEmpty();
    receive("甲");
    assertThat(acknowledge(Reader.DEFAULT, 1)).isTrue();
    assertThat(texts(LOGIN)).containsExactly("甲");
  }

  @Test
  void acknowledgesNoPositionThatIsNotAssigned() {
    receive("甲");
    assertThat(acknowledge(LOGIN, 2)).isFalse();
    assertThat(texts(LOGIN)).containsExactly("甲");
    assertThat(inbox.acknowledge("nobody", LOGIN, RecordKind.REPLIES, 1)).isFalse();
    assertThat(inbox.acknowledge("nobody", LOGIN, RecordKind.REPLIES, 0)).isTrue();
  }

  @Test
  void countsWhatEachReaderHasNotAcknowledged() {
    receive("甲", "乙", "丙");
    acknowledge(LOGIN, 1);
    acknowledge(Reader.DEFAULT, 3);
    assertThat(inbox.backlogs())
        .containsExactlyInAnyOrder(
            new InboxStore.Backlog("owner", Reader.DEFAULT, RecordKind.REPLIES, 3, 3),
            new InboxStore.Backlog("owner", LOGIN, RecordKind.REPLIES, 1, 3),
            new InboxStore.Backlog("owner", LOGIN, RecordKind.REPORTS, 0, 0));
  }
}
