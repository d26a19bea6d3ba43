#!/usr/bin/env bash
# Grizzly answers "Expect: 100-continue" of a chunked request only when the body begins: client and server wait for
# each other.
#
# Version   org.glassfish.grizzly:grizzly-http-server 4.0.2 (the HTTP layer of Payara 6), JDK 17
# Input     a handler that reads the body and answers 200. A client sends the header of a POST with
#           Expect: 100-continue, once with a Content-Length and once chunked, and waits three seconds for an answer
#           before it sends the body.
# Expected  "100 Continue" at once in both cases: RFC 9110 lets a client wait for it whatever the body's framing.
# Seen      With a Content-Length it comes at once. Chunked, nothing comes before the body does, and the handler is not
#           called. A client that waits without end, as a reverse proxy may, never gets an answer.
#           Version 4.1.0 answers both at once.
# Needs     JDK 17, Maven. Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >Expecting.java <<'JAVA'
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

class Expecting {
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    HttpServer server = new HttpServer();
    NetworkListener listener = new NetworkListener("finding", "127.0.0.1", 0);
    server.addListener(listener);
    server.getServerConfiguration()
        .addHttpHandler(
            new HttpHandler() {
              @Override
              public void service(Request request, Response response) throws Exception {
                request.getInputStream().readAllBytes();
                response.getWriter().write("read");
              }
            });
    server.start();
    ask(listener.getPort(), "Content-Length: 4", "body");
    ask(listener.getPort(), "Transfer-Encoding: chunked", "4\r\nbody\r\n0\r\n\r\n");
    server.shutdownNow();
  }

  private static void ask(int port, String framing, String body) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(3000);
      send(
          socket,
          "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\n"
              + framing
              + "\r\n\r\n");
      System.out.println(framing + ": before the body: " + firstLine(socket.getInputStream()));
      send(socket, body);
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      System.out.println(framing + ": answered: " + rest.contains("HTTP/1.1 200"));
    }
  }

  private static void send(Socket socket, String text) throws Exception {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String firstLine(InputStream in) throws Exception {
    byte[] bytes = new byte[100];
    try {
      int length = in.read(bytes);
      return new String(bytes, 0, length, StandardCharsets.US_ASCII).strip();
    } catch (SocketTimeoutException e) {
      return "nothing";
    }
  }
}
JAVA

seen() { # VERSION
  mkdir -p "$1" && cat >"$1/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.glassfish.grizzly</groupId>
      <artifactId>grizzly-http-server</artifactId>
      <version>$1</version>
    </dependency>
  </dependencies>
</project>
POM
  (cd "$1" && mvn -q -B -Dmdep.outputFile=classpath \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath >&2) || exit 2
  echo "grizzly $1"
  java -cp "$(cat "$1/classpath")" Expecting.java || exit 2
}
{ seen 4.0.2; seen 4.1.0; } >seen

cat >expected <<'TEXT'
grizzly 4.0.2
Content-Length: 4: before the body: HTTP/1.1 100 Continue
Content-Length: 4: answered: true
Transfer-Encoding: chunked: before the body: nothing
Transfer-Encoding: chunked: answered: true
grizzly 4.1.0
Content-Length: 4: before the body: HTTP/1.1 100 Continue
Content-Length: 4: answered: true
Transfer-Encoding: chunked: before the body: HTTP/1.1 100 Continue
Transfer-Encoding: chunked: answered: true
TEXT
cat seen
diff expected seen
