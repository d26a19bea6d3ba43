package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@link ProxiedGateway} for all test classes that send through a proxy. It is closed after the
 * last of them.
 */
final class SharedProxiedGateway implements BeforeAllCallback {

  // Of the password "秘密 secret", by an implementation of PBKDF2 in another language.
  static final String HASH =
      "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$f3KrtvKp8aqCBhXyiV2IVxp6acNSVyNJfLVGwYg5pyc=";

  // Of the same password, by htpasswd -nbB -C 10.
  static final String BCRYPT_HASH = "$2y$10$nux3QaYTn/V126SYhKKAsutEzO1EVux1SxYA4c.n2wxmo9EVZjmqO";

  private static ProxiedGateway running;

  static ProxiedGateway running() {
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(SharedProxiedGateway.class, key -> start());
  }

  private static AutoCloseable start() {
    try {
      Path data = Files.createTempDirectory("yizhan-it");
      Path blacklist =
          Files.writeString(data.resolve("blacklist.txt"), "# opted out\n13811111111\n170*\n");
      running =
          ProxiedGateway.start(
              data,
              List.of(
                  "yizhan.slowest-request=2",
                  "yizhan.channel.winic.blacklist-file=" + blacklist,
                  "yizhan.consumer.hashed.password-hash=" + HASH,
                  "yizhan.consumer.bcrypt.password-hash=" + BCRYPT_HASH,
                  "yizhan.consumer.office.password=office",
                  "yizhan.consumer.office.addresses=10.1.0.0/16, 2001:db8::/32",
                  "yizhan.consumer.reader.password=reader",
                  "yizhan.consumer.reader.operations=ListChannels, GetSubmission",
                  "yizhan.consumer.second.password=second",
                  "yizhan.consumer.second.channels=second",
                  "yizhan.consumer.slow.password=slow",
                  "yizhan.consumer.slow.rate=2",
                  "yizhan.consumer.listed.password=listed",
                  "yizhan.consumer.listed.opt-out=consumer",
                  "yizhan.consumer.small.password=small",
                  "yizhan.consumer.small.daily-quota=3"));
      return running;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
