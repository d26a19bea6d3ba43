package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One demo for all test classes that leave it unchanged. It is closed after the last of them. */
final class SharedGateway implements BeforeAllCallback {

  private static Gateway running;

  static Gateway running() {
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(SharedGateway.class, key -> start());
  }

  private static AutoCloseable start() {
    try {
      running = Gateway.demo(Files.createTempDirectory("yizhan-it")).start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(running.isReady()).as(() -> String.join("\n", running.log())).isTrue();
    return running;
  }
}
