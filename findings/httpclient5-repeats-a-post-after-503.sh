#!/usr/bin/env bash
# Apache HttpClient 5 sends a POST again by itself when the answer is 503, and Spring-WS over it doubles a SOAP call.
#
# Versions  org.apache.httpcomponents.client5:httpclient5 5.6.5, org.springframework.ws:spring-ws-core 5.0.2, JDK 17
# Input     one POST to a server that answers every request with "503 Service Unavailable" and an empty body.
# Expected  The server reads one request and the caller gets the 503. The library's retry is known for idempotent
#           methods after a broken connection; a POST that was answered is neither.
# Seen      HttpClients.createDefault(): two requests. With disableAutomaticRetries(): one.
#           Spring-WS with SimpleHttpComponents5MessageSender as it comes: two requests for one SOAP call.
#           Spring-WS with its sender over HttpURLConnection, same program: one.
# Reason    The default retry strategy looks at the method only after an IOException. After a 503 it does not. A 503
#           of a proxy does not say that the server it stands for has not had the request.
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
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>com.sun.xml.messaging.saaj</groupId>
        <artifactId>saaj-impl</artifactId>
        <version>3.0.6</version>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.springframework.ws</groupId>
      <artifactId>spring-ws-core</artifactId>
      <version>5.0.2</version>
    </dependency>
    <dependency>
      <groupId>org.apache.httpcomponents.client5</groupId>
      <artifactId>httpclient5</artifactId>
      <version>5.6.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dmdep.outputFile=classpath \
  org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath || exit 2

cat >Post.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.springframework.ws.client.WebServiceTransportException;
import org.springframework.ws.client.core.WebServiceTemplate;
import org.springframework.ws.transport.WebServiceMessageSender;
import org.springframework.ws.transport.http.HttpComponents5ClientFactory;
import org.springframework.ws.transport.http.HttpUrlConnectionMessageSender;
import org.springframework.ws.transport.http.SimpleHttpComponents5MessageSender;

class Post {
  private interface Call {
    /** Calls once and returns how that ended. */
    String to(String address) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    report("HttpClient 5 as it comes", address -> post(HttpClients.createDefault(), address));
    report(
        "HttpClient 5 without retries",
        address -> post(HttpClients.custom().disableAutomaticRetries().build(), address));
    report(
        "Spring-WS over HttpClient 5",
        address ->
            soap(new SimpleHttpComponents5MessageSender(HttpComponents5ClientFactory.withDefaults()), address));
    report("Spring-WS over HttpURLConnection", address -> soap(new HttpUrlConnectionMessageSender(), address));
  }

  private static void report(String client, Call call) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("POST")) {
            requests.incrementAndGet();
          }
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    try {
      String outcome = call.to("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      System.out.println(client + ": 1 call, " + outcome + ", requests read: " + requests);
    } finally {
      server.stop(0);
    }
  }

  private static String post(CloseableHttpClient client, String address) throws Exception {
    try (client) {
      return client.execute(
          ClassicRequestBuilder.post(address).setEntity("text=once").build(), answer -> "" + answer.getCode());
    }
  }

  private static String soap(WebServiceMessageSender sender, String address) {
    WebServiceTemplate template = new WebServiceTemplate();
    template.setMessageSender(sender);
    try {
      template.sendSourceAndReceiveToResult(
          address,
          new StreamSource(new StringReader("<Send xmlns='urn:finding'><text>once</text></Send>")),
          new StreamResult(new StringWriter()));
      return "answer";
    } catch (WebServiceTransportException e) {
      return "503";
    }
  }
}
JAVA
java -cp "$(cat classpath)" Post.java >seen 2>log || { cat log >&2; exit 2; }

cat >expected <<'END'
HttpClient 5 as it comes: 1 call, 503, requests read: 2
HttpClient 5 without retries: 1 call, 503, requests read: 1
Spring-WS over HttpClient 5: 1 call, 503, requests read: 2
Spring-WS over HttpURLConnection: 1 call, 503, requests read: 1
END
cat seen
diff -u expected seen
