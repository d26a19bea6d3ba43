package dev.yizhan.gateway.store.sql;

import static java.util.Objects.requireNonNull;

/**
 * Address and credentials of a PostgreSQL.
 *
 * @param url for example {@code jdbc:postgresql://db.example/yizhan?sslmode=verify-full}
 * @param user the role; it owns the tables
 */
public record PostgresSettings(String url, String user, String password) {

  /** Checks that nothing is {@code null}. */
  public PostgresSettings {
    requireNonNull(url, "url");
    requireNonNull(user, "user");
    requireNonNull(password, "password");
  }

  /** Without the password, and without the URL, which may contain one. */
  @Override
  public String toString() {
    return "PostgresSettings[" + user + "]";
  }
}
