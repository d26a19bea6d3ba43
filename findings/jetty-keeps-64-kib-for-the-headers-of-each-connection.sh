#!/usr/bin/env bash
# Jetty 12.1: from its second request on, a connection that is kept open holds 64 KiB of heap for header fields.
#
# Versions  org.eclipse.jetty:jetty-server 12.1.14, JDK 17
# Input     200 connections to a handler that answers 204. Each sends one GET, later a second GET with the same four header
#           fields, and stays open. The heap in use after a collection is compared before and after.
# Expected  An idle connection costs a few KiB. HttpConfiguration.headerCacheSize is documented as a size in characters, and
#           its default is 1024: at most a few KiB more.
# Seen      After the first request a connection costs 12 to 14 KiB, of which about 8 are the client's own in the same
#           process. After the second it costs more than 60, although both requests were alike: its parser then makes a cache for header fields, and the cache is a table with a row
#           for each of the 1024 characters. With headerCacheSize 0 the second request costs nothing. A few
#           thousand idle connections of ordinary keep-alive clients fill a heap of 512 MiB.
# Needs     JDK 17, Maven. The server listens on the loopback address. Exits with 1 when the behaviour has changed.
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
      <groupId>org.eclipse.jetty</groupId>
      <artifactId>jetty-server</artifactId>
      <version>12.1.14</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath \
  >log 2>&1 || { cat log; exit 2; }

cat >Finding.java <<'JAVA'
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

public class Finding {

  static final int CONNECTIONS = 200;

  record Connection(Socket socket, BufferedReader in) {}

  static void get(Connection connection) throws Exception {
    connection.socket().getOutputStream().write(
        ("GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: finding\r\nAccept: text/xml\r\n"
            + "Accept-Language: zh-CN\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    String status = connection.in().readLine();
    if (!status.contains("204")) {
      throw new IllegalStateException(status);
    }
    while (!connection.in().readLine().isEmpty()) {
      // A header field.
    }
  }

  static long kibibytes() throws Exception {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
  }

  static String each(long kibibytes) {
    long each = kibibytes / CONNECTIONS;
    System.err.println(each + " KiB");
    return each < 24 ? "less than 24 KiB" : each > 60 ? "more than 60 KiB" : each + " KiB";
  }

  static void measure(String label, HttpConfiguration configuration) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        response.setStatus(204);
        callback.succeeded();
        return true;
      }
    });
    server.start();
    long before = kibibytes();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket("127.0.0.1", connector.getLocalPort());
      connections.add(new Connection(
          socket, new BufferedReader(new InputStreamReader(socket.getInputStream()), 256)));
      get(connections.get(i));
    }
    long first = kibibytes() - before;
    for (Connection connection : connections) {
      get(connection);
    }
    long second = kibibytes() - before;
    System.out.println(label + ", a connection after one request: " + each(first));
    System.out.println(label + ", a connection after two requests: " + each(second));
    for (Connection connection : connections) {
      connection.socket().close();
    }
    server.stop();
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println("Jetty " + Server.getVersion());
    HttpConfiguration standard = new HttpConfiguration();
    System.out.println("headerCacheSize " + standard.getHeaderCacheSize());
    measure("default", standard);
    HttpConfiguration none = new HttpConfiguration();
    none.setHeaderCacheSize(0);
    measure("headerCacheSize 0", none);
    System.exit(0);
  }
}
JAVA
javac -cp "$(cat classpath)" Finding.java >log 2>&1 || { cat log; exit 2; }
java -Xmx256m -cp "$(cat classpath):." Finding 2>log | tee seen
[ -s seen ] || { cat log; exit 2; }

diff - seen <<'EXPECTED' && exit 0 || exit 1
Jetty 12.1.14
headerCacheSize 1024
default, a connection after one request: less than 24 KiB
default, a connection after two requests: more than 60 KiB
headerCacheSize 0, a connection after one request: less than 24 KiB
headerCacheSize 0, a connection after two requests: less than 24 KiB
EXPECTED
