package dev.yizhan.runnable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void tellsEachReasonOnce() {
    Throwable error =
        new IllegalStateException(
            "The store cannot be opened: disk full",
            new IOException("disk full", new IOException("no space left", new IOException())));
    assertThat(Main.reasons(error))
        .isEqualTo("The store cannot be opened: disk full; no space left");
  }
}
