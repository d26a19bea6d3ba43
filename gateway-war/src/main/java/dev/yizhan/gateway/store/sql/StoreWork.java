package dev.yizhan.gateway.store.sql;

import java.sql.SQLException;

/** Work in a transaction. */
public interface StoreWork<T> {

  T run(Session session) throws SQLException;
}
