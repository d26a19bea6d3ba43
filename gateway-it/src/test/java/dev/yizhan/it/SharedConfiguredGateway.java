package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@link ConfiguredGateway} for all test classes that restore its configuration. It is closed
 * after the last of them.
 */
final class SharedConfiguredGateway implements BeforeAllCallback {

  private static ConfiguredGateway running;

  static ConfiguredGateway running() {
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(SharedConfiguredGateway.class, key -> start());
  }

  private static AutoCloseable start() {
    try {
      running = ConfiguredGateway.start(Files.createTempDirectory("yizhan-it"));
      return running;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
