#!/usr/bin/env bash
# With transaction_mode=IMMEDIATE an idle connection of the SQLite driver holds the database's write lock for good.
#
# Version   org.xerial:sqlite-jdbc 3.54.1.0, JDK 17
# Input     two connections to one file, WAL, busy_timeout=200. The first has transaction_mode=IMMEDIATE and
#           autocommit off. After each step of the first connection the second one inserts a row.
# Expected  IMMEDIATE means that a transaction takes the write lock when it begins, and a transaction begins with its
#           first statement. After commit() or rollback() nothing is open, so the second connection can write.
# Seen      setAutoCommit(false) alone takes the lock, before any statement. commit() and rollback() release it and take
#           it again at once, since the driver begins the next transaction there and then. The second connection gets
#           SQLITE_BUSY after each of these steps; only setAutoCommit(true) or close() lets it write.
#           With the default mode, DEFERRED, it can write after each step.
# Needs     JDK 17, Maven. Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.xerial</groupId>
      <artifactId>sqlite-jdbc</artifactId>
      <version>3.54.1.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dmdep.outputFile=classpath \
  org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath || exit 2

cat >IdleWriter.java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

class IdleWriter {
  public static void main(String[] arguments) throws SQLException {
    for (String mode : new String[] {"DEFERRED", "IMMEDIATE"}) {
      String url = "jdbc:sqlite:" + mode + ".db?journal_mode=WAL&busy_timeout=200";
      try (Connection first = DriverManager.getConnection(url + "&transaction_mode=" + mode);
          Connection second = DriverManager.getConnection(url);
          Statement statement = first.createStatement()) {
        statement.execute("create table t (i integer)");
        report(mode, "open", second);
        first.setAutoCommit(false);
        report(mode, "setAutoCommit(false)", second);
        statement.executeUpdate("insert into t values (1)");
        first.commit();
        report(mode, "insert, commit()", second);
        first.rollback();
        report(mode, "rollback()", second);
        first.setAutoCommit(true);
        report(mode, "setAutoCommit(true)", second);
      }
    }
  }

  private static void report(String mode, String step, Connection second) throws SQLException {
    String outcome = "writes";
    try (Statement statement = second.createStatement()) {
      statement.executeUpdate("insert into t values (2)");
    } catch (SQLException e) {
      outcome = e.getMessage().substring(0, e.getMessage().indexOf(']') + 1);
    }
    System.out.println(mode + ", after " + step + ": the second connection " + outcome);
  }
}
JAVA
java -Dorg.sqlite.tmpdir="$work" -cp "$(cat classpath)" IdleWriter.java >seen 2>log || { cat log >&2; exit 2; }

cat >expected <<'END'
DEFERRED, after open: the second connection writes
DEFERRED, after setAutoCommit(false): the second connection writes
DEFERRED, after insert, commit(): the second connection writes
DEFERRED, after rollback(): the second connection writes
DEFERRED, after setAutoCommit(true): the second connection writes
IMMEDIATE, after open: the second connection writes
IMMEDIATE, after setAutoCommit(false): the second connection [SQLITE_BUSY]
IMMEDIATE, after insert, commit(): the second connection [SQLITE_BUSY]
IMMEDIATE, after rollback(): the second connection [SQLITE_BUSY]
IMMEDIATE, after setAutoCommit(true): the second connection writes
END
cat seen
diff -u expected seen
