package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads one state of the store. */
final class Reader {

  private final DataSource connections;

  Reader(DataSource connections) {
    this.connections = connections;
  }

  <T> T read(GroupCommit.Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      T result = work.run(new Session(connection));
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw new StoreException("The store could not read", e);
    }
  }
}
