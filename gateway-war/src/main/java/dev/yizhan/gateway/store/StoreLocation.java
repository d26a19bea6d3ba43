package dev.yizhan.gateway.store;

import dev.yizhan.gateway.store.sql.PostgresSettings;
import java.nio.file.Path;

/** Where a store is. */
public sealed interface StoreLocation {

  /**
   * An embedded store.
   *
   * @param directory the data directory
   */
  record Embedded(Path directory) implements StoreLocation {

    @Override
    public String toString() {
      return "the embedded store in " + directory.toAbsolutePath();
    }
  }

  /** A store on PostgreSQL. */
  record Server(PostgresSettings settings) implements StoreLocation {

    @Override
    public String toString() {
      return "the store on PostgreSQL";
    }
  }
}
