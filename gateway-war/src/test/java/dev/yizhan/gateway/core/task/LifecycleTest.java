package dev.yizhan.gateway.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  private final List<String> closed = new ArrayList<>();
  private final Lifecycle lifecycle = new Lifecycle();

  private AutoCloseable named(String name) {
    return () -> closed.add(name);
  }

  @Test
  void closesInTheReverseOrder() {
    lifecycle.add(named("store"));
    lifecycle.add(named("connection"));
    lifecycle.add(named("dispatcher"));
    lifecycle.close();
    assertThat(closed).containsExactly("dispatcher", "connection", "store");
  }

  @Test
  void closesTheRestWhereOneFails() {
    lifecycle.add(named("store"));
    lifecycle.add(
        () -> {
          closed.add("checked");
          throw new IOException("connection reset");
        });
    lifecycle.add(named("poller"));
    lifecycle.add(
        () -> {
          closed.add("unchecked");
          throw new IllegalStateException("already closed");
        });
    lifecycle.close();
    assertThat(closed).containsExactly("unchecked", "poller", "checked", "store");
  }

  @Test
  void closesEachResourceOnce() {
    lifecycle.add(named("store"));
    lifecycle.close();
    lifecycle.close();
    assertThat(closed).containsExactly("store");
  }

  @Test
  void givesTheResourceBack() {
    AutoCloseable store = named("store");
    assertThat(lifecycle.add(store)).isSameAs(store);
    assertThat(closed).isEmpty();
  }
}
