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
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** As where a server takes the classes away while the gateway runs: not even a log line works. */
  private static final class Unspeakable extends Error {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new Unspeakable();
    }

    @Override
    public String getMessage() {
      throw new Unspeakable();
    }
  }

  private static final class Gone implements Database {

    @Override
    public Connection openWriter() {
      throw new Unspeakable();
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
    try (GroupCommit writer = new GroupCommit(new Gone(), new NodeRow(1, Instant.EPOCH))) {
      writer.start();
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Integer> work = writer.submit(session -> 1);
        assertThat(work)
            .failsWithin(PATIENCE)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(StoreException.class);
      }
    }
  }
}
