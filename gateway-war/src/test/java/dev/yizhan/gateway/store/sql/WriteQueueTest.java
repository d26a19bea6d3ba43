package dev.yizhan.gateway.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

  private final WriteQueue queue = new WriteQueue();
  private final Work ends = new Work(BulkWork.Share.ALWAYS, false);
  private final Work claims = new Work(BulkWork.Share.ALWAYS, true);
  private final Work awaited = new Work(BulkWork.Share.AS_WORK_ENDS, false);
  private final Work bulk = new Work(BulkWork.Share.BATCH, false);

  private record Work(BulkWork.Share ofAll, boolean runsLate) implements BulkWork<Integer, String> {

    @Override
    public List<String> run(Session session, List<Integer> arguments) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Share share(Integer argument) {
      return ofAll;
    }
  }

  private List<WriteOperation<?, ?>> add(Work work, int count) {
    List<WriteOperation<?, ?>> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      WriteOperation<?, ?> operation = new WriteOperation<>(work, i);
      assertThat(queue.offer(operation)).isTrue();
      added.add(operation);
    }
    return added;
  }

  private List<WriteOperation<?, ?>> next() throws InterruptedException {
    List<WriteOperation<?, ?>> group = new ArrayList<>();
    queue.nextGroup(group, 0);
    return group;
  }

  @Test
  void newWorkThatIsAwaitedJoinsAsOtherWorkEnds() throws InterruptedException {
    List<WriteOperation<?, ?>> starting = add(awaited, 100);
    List<WriteOperation<?, ?>> ending = add(ends, 40);
    List<WriteOperation<?, ?>> late = add(claims, 30);

    List<WriteOperation<?, ?>> group = next();

    assertThat(group).containsAll(ending).containsAll(late).hasSize(40 + 30 + 40);
    assertThat(group).containsAll(starting.subList(0, 40));
  }

  @Test
  void someNewWorkStartsWhenNothingEnds() throws InterruptedException {
    List<WriteOperation<?, ?>> starting = add(awaited, 20);

    assertThat(next()).isEqualTo(starting.subList(0, 16));
    assertThat(next()).isEqualTo(starting.subList(16, 20));
  }

  @Test
  void newWorkThatNobodyWaitsForJoinsInBatches() throws InterruptedException {
    List<WriteOperation<?, ?>> starting = add(bulk, 100);

    assertThat(next()).isEqualTo(starting.subList(0, 64));
    assertThat(next()).isEqualTo(starting.subList(64, 100));
  }

  @Test
  void awaitedWorkDoesNotWaitForWorkThatIsNot() throws InterruptedException {
    add(bulk, 100);
    List<WriteOperation<?, ?>> starting = add(awaited, 1);

    assertThat(next()).hasSize(65).containsAll(starting);
  }

  @Test
  void oneOperationOfAGroupIsLast() throws InterruptedException {
    WriteOperation<?, ?> first = WriteOperation.last(session -> 1);
    WriteOperation<?, ?> second = WriteOperation.last(session -> 2);
    queue.offer(first);
    queue.offer(second);
    List<WriteOperation<?, ?>> ending = add(ends, 1);

    assertThat(next()).containsExactly(ending.get(0), first);
    assertThat(next()).containsExactly(second);
  }

  @Test
  void postponedOperationsAreSeenAndDrained() throws InterruptedException {
    List<WriteOperation<?, ?>> starting = add(awaited, 20);
    next();
    List<WriteOperation<?, ?>> seen = new ArrayList<>();
    queue.forEach(seen::add);

    assertThat(seen).isEqualTo(starting.subList(16, 20));
    assertThat(queue.drain()).isEqualTo(starting.subList(16, 20));
    assertThat(queue.drain()).isEmpty();
  }

  @Test
  void operationsBeyondTheLimitAreRefused() throws InterruptedException {
    add(awaited, 10_000);
    assertThat(queue.offer(new WriteOperation<>(awaited, 1))).isFalse();
    next();
    next();
    // 512 were seen in each group, so that there is room among those that were not.
    assertThat(queue.offer(new WriteOperation<>(awaited, 1))).isTrue();
  }
}
