package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedInboxTest extends InboxContract {

  @TempDir private Path directory;

  @Override
  GatewayStore opened() {
    return GatewayStore.embedded(directory, StoreContract.KEYS, Clock.systemUTC());
  }

  @Test
  void writesNoPlainTextToItsFiles() throws IOException {
    store()
        .records()
        .storePush(
            batch(
                RecordKind.REPLIES,
                List.of(reply("1", "13800138000", "", "秘密的回复", Optional.empty())),
                List.of("也是秘密")),
            "整个推送".getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    close();
    try (var files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
            .doesNotContain("秘密", "推送");
      }
    }
    open();
    assertThat(inbox().messages("owner", Reader.DEFAULT, Optional.empty(), 1).get(0).text())
        .isEqualTo("秘密的回复");
  }
}
