#!/usr/bin/env bash
# Flyway in a WAR on Open Liberty finds no migration and succeeds: the application goes on with an empty database.
#
# Version   org.flywaydb:flyway-core 13.12.0, sqlite-jdbc 3.54.1.0, Open Liberty 26.0.0.3 (servlet-6.0), JDK 17
# Input     a WAR with WEB-INF/classes/db/migration/V1__first.sql and a servlet that calls migrate() with the default
#           location classpath:db/migration. The same classes and libraries by "java -classpath" for comparison.
# Expected  One migration in both, or an error.
# Seen      One by "java -classpath". On Open Liberty 0, and success=true; the server's log has an error line, "Unable to
#           resolve location classpath:db/migration". Liberty's class loader does not list folders; Flyway then looks
#           for a file named flyway.location in each. With such an empty file beside the migration it is one there, too.
# Needs     JDK 17, Maven, curl, python3; downloads 400 MB. Liberty listens on 127.0.0.1. Exits with 1 when the
#           behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.flywaydb</groupId>
      <artifactId>flyway-core</artifactId>
      <version>13.12.0</version>
    </dependency>
    <dependency>
      <groupId>org.xerial</groupId>
      <artifactId>sqlite-jdbc</artifactId>
      <version>3.54.1.0</version>
    </dependency>
    <dependency>
      <groupId>jakarta.servlet</groupId>
      <artifactId>jakarta.servlet-api</artifactId>
      <version>6.0.0</version>
      <scope>provided</scope>
    </dependency>
  </dependencies>
</project>
POM
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.11.0
{
  mvn -q -B -Dmdep.outputFile=classpath "$plugin:build-classpath"
  mvn -q -B -DincludeScope=runtime -DoutputDirectory=lib "$plugin:copy-dependencies"
  mvn -q -B "$plugin:copy" -Dartifact=io.openliberty:openliberty-runtime:26.0.0.3:zip -DoutputDirectory=.
} >log 2>&1 || { cat log; exit 2; }
jar xf openliberty-runtime-26.0.0.3.zip || exit 2

cat >Migrate.java <<'JAVA'
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

@WebServlet("/")
public class Migrate extends HttpServlet {

  public static void main(String[] arguments) throws IOException {
    System.out.println(result());
  }

  private static String result() throws IOException {
    MigrateResult result =
        Flyway.configure(Migrate.class.getClassLoader())
            .dataSource("jdbc:sqlite:" + Files.createTempFile("finding", ".db"), "", "")
            .load()
            .migrate();
    return "success=" + result.success + ", migrations: " + result.migrationsExecuted;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().println(result());
  }
}
JAVA
mkdir -p war/WEB-INF/classes/db/migration
echo 'CREATE TABLE first (id INTEGER);' >war/WEB-INF/classes/db/migration/V1__first.sql
javac -cp "$(cat classpath)" -d war/WEB-INF/classes Migrate.java || exit 2
cp -r lib war/WEB-INF/

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p user/servers/finding/dropins
cat >user/servers/finding/server.xml <<XML
<server>
  <featureManager><feature>servlet-6.0</feature></featureManager>
  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="$port" httpsPort="-1"/>
</server>
XML
jar cf user/servers/finding/dropins/without.war -C war .
touch war/WEB-INF/classes/db/migration/flyway.location
jar cf user/servers/finding/dropins/marked.war -C war .
rm war/WEB-INF/classes/db/migration/flyway.location
WLP_USER_DIR="$work/user" java -javaagent:wlp/bin/tools/ws-javaagent.jar -jar wlp/bin/tools/ws-server.jar finding \
  >server.log 2>&1 &
server=$!

answer() {
  curl -s --retry 60 --retry-delay 1 --retry-all-errors --fail "http://127.0.0.1:$port/$1/" ||
    { cat server.log >&2; exit 2; }
}
{
  echo "java -classpath: $(java -cp "war/WEB-INF/classes:$(cat classpath)" Migrate 2>/dev/null)"
  echo "Open Liberty: $(answer without)"
  grep -q "Unable to resolve location classpath:db/migration" server.log && echo "Open Liberty's log has an error"
  echo "Open Liberty, with flyway.location: $(answer marked)"
} | tee seen

diff - seen <<'EXPECTED' && exit 0 || exit 1
java -classpath: success=true, migrations: 1
Open Liberty: success=true, migrations: 0
Open Liberty's log has an error
Open Liberty, with flyway.location: success=true, migrations: 1
EXPECTED
