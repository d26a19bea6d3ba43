package dev.yizhan.gateway.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A connection with its prepared statements. For one thread at a time. */
public final class Session implements AutoCloseable {

  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Few sizes, so that few statements are prepared. */
  private static final int[] BATCH_SIZES = {100, 10, 1};

  /** What a transaction does once, at its end. */
  public interface AtEnd {
    void run(Session session) throws SQLException;
  }

  private final Connection connection;
  private final int slot;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<Class<?>, AtEnd> atEnd = new LinkedHashMap<>();

  public Session(Connection connection) {
    this(connection, 0);
  }

  /**
   * A session of a writer.
   *
   * @param slot which of the rows that each node has for itself it writes
   */
  Session(Connection connection, int slot) {
    this.connection = connection;
    this.slot = slot;
  }

  public int slot() {
    return slot;
  }

  /**
   * The session's work of a kind, which runs at the end of each transaction.
   *
   * @param first makes it when it is first asked for
   */
  public <T extends AtEnd> T atEnd(Class<T> kind, Supplier<T> first) {
    return kind.cast(atEnd.computeIfAbsent(kind, each -> first.get()));
  }

  /** Does what is to be done at the end of a transaction; before each commit. */
  public void end() throws SQLException {
    for (AtEnd work : atEnd.values()) {
      work.run(this);
    }
  }

  Connection connection() {
    return connection;
  }

  public int update(String sql, Object... values) throws SQLException {
    return prepared(sql, values).executeUpdate();
  }

  /**
   * Executes one statement with many rows of values.
   *
   * @return how many rows each execution changed
   */
  public int[] updateAll(String sql, List<Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    if (rows.size() == 1) {
      return new int[] {update(sql, rows.get(0))};
    }
    PreparedStatement statement = statement(sql);
    for (Object[] row : rows) {
      bind(statement, row);
      statement.addBatch();
    }
    return statement.executeBatch();
  }

  /**
   * A statement with several rows of values.
   *
   * @param prefix the SQL before the rows
   * @param row one row of parameters, in parentheses
   * @param suffix the SQL after the rows
   */
  public record MultiRowStatement(String prefix, String row, String suffix) {

    private String sql(int rows) {
      return prefix + row + (", " + row).repeat(rows - 1) + suffix;
    }
  }

  /**
   * Executes a statement for many rows, in batches: fewer messages to a server than a JDBC batch
   * needs.
   *
   * @return how many rows it changed
   */
  public int updateAll(MultiRowStatement statement, List<Object[]> rows) throws SQLException {
    int changed = 0;
    for (List<Object[]> batch : batches(rows)) {
      changed += update(statement.sql(batch.size()), values(batch));
    }
    return changed;
  }

  /** As {@link #updateAll(MultiRowStatement, List)}, and reads the returned rows. */
  public <T> List<T> queryAll(RowReader<T> reader, MultiRowStatement statement, List<Object[]> rows)
      throws SQLException {
    List<T> returned = new ArrayList<>();
    for (List<Object[]> batch : batches(rows)) {
      returned.addAll(query(reader, statement.sql(batch.size()), values(batch)));
    }
    return returned;
  }

  private static List<List<Object[]>> batches(List<Object[]> rows) {
    List<List<Object[]>> batches = new ArrayList<>();
    int from = 0;
    for (int size : BATCH_SIZES) {
      for (; rows.size() - from >= size; from += size) {
        batches.add(rows.subList(from, from + size));
      }
    }
    return batches;
  }

  private static Object[] values(List<Object[]> rows) {
    return rows.stream().flatMap(Arrays::stream).toArray();
  }

  public <T> List<T> query(RowReader<T> reader, String sql, Object... values) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet found = prepared(sql, values).executeQuery()) {
      while (found.next()) {
        rows.add(reader.read(found));
      }
    }
    return rows;
  }

  public <T> Optional<T> queryFirst(RowReader<T> reader, String sql, Object... values)
      throws SQLException {
    return query(reader, sql, values).stream().findFirst();
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statement(sql);
    bind(statement, values);
    return statement;
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** An empty {@link Optional} is NULL. */
  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
      if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
