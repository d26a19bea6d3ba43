package dev.yizhan.gateway.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import dev.yizhan.gateway.core.fault.StoreException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** As where a server takes the classes away while the gateway runs: not even a log line works. */
  private static final Handler BROKEN =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          throw new NoClassDefFoundError("gone");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private static final class Gone implements Database {

    @Override
    public Connection openWriter() {
      throw new NoClassDefFoundError("gone");
    }

    @Override
    public HikariConfig readerPool() {
      throw new UnsupportedOperationException();
    }

    @Override
    public DataSource migrationSource() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> placeholders() {
      return Map.of();
    }

    @Override
    public String lockCallsClause() {
      return "";
    }

    @Override
    public String lockRowsClause() {
      return "";
    }

    @Override
    public boolean isExclusive() {
      return true;
    }

    @Override
    public String label() {
      return "gone";
    }
  }

  /** A gateway that is being stopped waited for ever. */
  @Test
  void leavesNobodyWaitingForAWriterThatHasEnded() {
    Logger log = Logger.getLogger(GroupCommit.class.getName());
    log.addHandler(BROKEN);
    try (GroupCommit writer = new GroupCommit(new Gone(), new NodeRow(1, Instant.EPOCH))) {
      writer.start();
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Integer> work = writer.submit(session -> 1);
        assertThat(work)
            .failsWithin(PATIENCE)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(StoreException.class);
      }
    } finally {
      log.removeHandler(BROKEN);
    }
  }
}
