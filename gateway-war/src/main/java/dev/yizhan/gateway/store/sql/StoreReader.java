package dev.yizhan.gateway.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.yizhan.gateway.core.fault.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads snapshots of the store, on connections other than the writer's. */
public final class StoreReader implements AutoCloseable {

  private final HikariDataSource connections;

  public StoreReader(HikariConfig pool) {
    pool.setPoolName("yizhan-readers");
    pool.setAutoCommit(false);
    this.connections = new HikariDataSource(pool);
  }

  public <T> T read(StoreWork<T> work) {
    try (Connection connection = connections.getConnection()) {
      T result = work.run(new Session(connection));
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw new StoreException("The store could not read", e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
