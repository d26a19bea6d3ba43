#!/usr/bin/env bash
# After "database or disk is full" the SQLite driver commits each statement by itself, with autocommit off.
#
# Version   org.xerial:sqlite-jdbc 3.54.1.0, JDK 17
# Input     one connection with autocommit off. A transaction inserts row 1 and then a row for which the database has no
#           space (PRAGMA max_page_count stands for a full disk; SQLite reports both as SQLITE_FULL). The program does
#           what JDBC asks for: it calls rollback() and begins again with row 3, and then does not want row 3 either.
# Expected  rollback() succeeds. Row 3 is in a new transaction, and the second rollback() takes it back: the table
#           is empty.
# Seen      SQLite has rolled back by itself, so rollback() throws "cannot rollback - no transaction is active". The
#           driver believes that a transaction is open and begins none, so row 3 is committed as soon as it is
#           inserted. The second rollback() throws as well, and another connection reads row 3.
#           getAutoCommit() is false all the time, and commit() throws too: the connection never recovers.
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

cat >FullDisk.java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class FullDisk {
  private interface Step {
    void run() throws SQLException;
  }

  public static void main(String[] arguments) throws SQLException {
    String url = "jdbc:sqlite:full.db";
    try (Connection writer = DriverManager.getConnection(url + "?journal_mode=WAL");
        Connection reader = DriverManager.getConnection(url);
        Statement statement = writer.createStatement()) {
      statement.execute("create table t (i integer primary key, content blob)");
      statement.execute("pragma max_page_count = 20");
      writer.setAutoCommit(false);

      report("insert 1", () -> statement.executeUpdate("insert into t values (1, null)"));
      report("insert 2, too large", () -> statement.executeUpdate("insert into t values (2, zeroblob(1000000))"));
      report("rollback", writer::rollback);
      report("insert 3", () -> statement.executeUpdate("insert into t values (3, null)"));
      System.out.println("autocommit " + writer.getAutoCommit() + ", another connection reads " + rows(reader));
      report("rollback", writer::rollback);
      report("commit", writer::commit);
      System.out.println("another connection reads " + rows(reader));
    }
  }

  private static String rows(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select coalesce(group_concat(i), 'no row') from t")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void report(String what, Step step) {
    try {
      step.run();
      System.out.println(what + ": done");
    } catch (SQLException e) {
      String message = e.getMessage();
      System.out.println(what + ": " + message.substring(message.indexOf('(') + 1, message.lastIndexOf(')')));
    }
  }
}
JAVA
java -Dorg.sqlite.tmpdir="$work" -cp "$(cat classpath)" FullDisk.java >seen 2>log || { cat log >&2; exit 2; }

cat >expected <<'END'
insert 1: done
insert 2, too large: database or disk is full
rollback: cannot rollback - no transaction is active
insert 3: done
autocommit false, another connection reads 3
rollback: cannot rollback - no transaction is active
commit: cannot commit - no transaction is active
another connection reads 3
END
cat seen
diff -u expected seen
