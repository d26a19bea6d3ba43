#!/usr/bin/env bash
# Jetty 12.1: HttpServletRequest.getContentType throws where the header names a charset that Java does not know.
#
# Versions  org.eclipse.jetty.ee10:jetty-ee10-servlet 12.1.14, org.apache.tomcat.embed:tomcat-embed-core 10.1.59, JDK 17
# Input     a POST whose header is "Content-Type: text/xml; charset=x-nobody", to a servlet that answers with
#           getContentType() and getHeader("Content-Type").
# Expected  The value of the header from both methods: getContentType is documented to return the MIME type of the body,
#           or null if it is not known. Only getReader is documented to fail for a charset that is not supported.
# Seen      Tomcat returns the header from both. Jetty returns it from getHeader, but getContentType throws
#           java.nio.charset.UnsupportedCharsetException. A servlet that looks at the type first, to choose the form of
#           its own error, answers with the server's error page and status 500 instead.
# Needs     JDK 17, Maven. Both servers listen on the loopback address. Exits with 1 when the behaviour has changed.
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
      <groupId>org.eclipse.jetty.ee10</groupId>
      <artifactId>jetty-ee10-servlet</artifactId>
      <version>12.1.14</version>
    </dependency>
    <dependency>
      <groupId>org.apache.tomcat.embed</groupId>
      <artifactId>tomcat-embed-core</artifactId>
      <version>10.1.59</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath -Dmdep.outputFile=classpath \
  >log 2>&1 || { cat log; exit 2; }

cat >Finding.java <<'JAVA'
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

public class Finding {

  static class Types extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(
          "getHeader: " + request.getHeader("Content-Type")
              + "\ngetContentType: " + tried(request::getContentType));
    }
  }

  static String tried(Callable<String> call) {
    try {
      return call.call();
    } catch (Exception e) {
      return e.toString();
    }
  }

  static void ask(String server, int port) throws Exception {
    System.out.println(server);
    System.out.println(HttpClient.newHttpClient().send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .header("Content-Type", "text/xml; charset=x-nobody")
            .POST(HttpRequest.BodyPublishers.ofString("<a/>")).build(),
        HttpResponse.BodyHandlers.ofString()).body());
  }

  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "types", new Types());
    context.addServletMappingDecoded("/", "types");
    tomcat.start();
    ask("Tomcat " + org.apache.catalina.util.ServerInfo.getServerNumber(),
        tomcat.getConnector().getLocalPort());

    Server jetty = new Server();
    ServerConnector connector = new ServerConnector(jetty);
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addServlet(new ServletHolder(new Types()), "/");
    jetty.setHandler(handler);
    jetty.start();
    ask("Jetty " + Server.getVersion(), connector.getLocalPort());
    System.exit(0);
  }
}
JAVA
javac -cp "$(cat classpath)" Finding.java >log 2>&1 || { cat log; exit 2; }
java -Djava.io.tmpdir="$work" -cp "$(cat classpath):." Finding 2>log | tee seen
[ -s seen ] || { cat log; exit 2; }

diff - seen <<'EXPECTED' && exit 0 || exit 1
Tomcat 10.1.59.0
getHeader: text/xml; charset=x-nobody
getContentType: text/xml; charset=x-nobody
Jetty 12.1.14
getHeader: text/xml; charset=x-nobody
getContentType: java.nio.charset.UnsupportedCharsetException: x-nobody
EXPECTED
