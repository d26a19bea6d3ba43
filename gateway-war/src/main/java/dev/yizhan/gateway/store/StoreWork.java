package dev.yizhan.gateway.store;

import java.sql.SQLException;

/** Work in a transaction. */
interface StoreWork<T> {

  T run(Session session) throws SQLException;
}
