#!/usr/bin/env bash
# One SOAP call by Metro's client reaches the server twice when the connection ends without an answer.
#
# Versions  com.sun.xml.ws:jaxws-rt 4.0.3 and org.apache.cxf 4.1.4, JDK 17
# Input     one jakarta.xml.ws.Dispatch call (HTTP POST). The server reads the request whole and closes the connection.
# Expected  The server reads one request, and the caller gets an exception. POST is not idempotent, so a client must
#           not repeat it, and both libraries implement the same standard.
# Seen      Metro: the server reads two requests for one call; the exception is about the second one.
#           CXF, same program: one request.
# Reason    Metro writes through HttpURLConnection, which repeats a POST unless the system property
#           sun.net.http.retryPost is "false". With that property the server reads one request; this is checked too.
# Needs     JDK 17, Maven. Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# class_path DIRECTORY DEPENDENCY...: resolves GROUP:ARTIFACT:VERSION and what each depends on into DIRECTORY/classpath.
class_path() {
  local directory=$1 group artifact version
  shift
  mkdir "$directory"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
    for dependency in "$@"; do
      IFS=: read -r group artifact version <<<"$dependency"
      echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId>"
      echo "<version>$version</version></dependency>"
    done
    echo '</dependencies></project>'
  } >"$directory/pom.xml"
  mvn -q -B -f "$directory/pom.xml" -Dmdep.outputFile=classpath \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath || exit 2
}

cat >OneCall.java <<'JAVA'
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;

class OneCall {
  public static void main(String[] arguments) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> serve(listener, requests));
      server.setDaemon(true);
      server.start();

      QName port = new QName("urn:finding", "Port");
      Service service = Service.create(new QName("urn:finding", "Service"));
      service.addPort(
          port, SOAPBinding.SOAP11HTTP_BINDING, "http://127.0.0.1:" + listener.getLocalPort() + "/");
      Dispatch<Source> call = service.createDispatch(port, Source.class, Service.Mode.PAYLOAD);
      String outcome = "answer";
      try {
        call.invoke(new StreamSource(new StringReader("<Send xmlns='urn:finding'><text>once</text></Send>")));
      } catch (WebServiceException e) {
        outcome = "exception";
      }
      System.out.println(arguments[0] + ": 1 call, " + outcome + ", requests read: " + requests);
    }
    System.exit(0);
  }

  private static void serve(ServerSocket listener, AtomicInteger requests) {
    try {
      while (true) {
        try (Socket connection = listener.accept()) {
          readRequest(connection.getInputStream());
          requests.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // The listener is closed: the program ends.
    }
  }

  /** Reads up to the end of the envelope, whether it comes in chunks or with a length. */
  private static void readRequest(InputStream in) throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().contains("Envelope>\r\n0\r\n\r\n") && !isWholeByLength(read)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The request ended early: " + read);
      }
      read.append((char) next);
    }
  }

  private static boolean isWholeByLength(StringBuilder read) {
    int body = read.indexOf("\r\n\r\n") + 4;
    if (body < 4) {
      return false;
    }
    for (String line : read.substring(0, body).split("\r\n")) {
      if (line.toLowerCase().startsWith("content-length:")) {
        return read.length() - body == Integer.parseInt(line.substring(15).trim());
      }
    }
    return false;
  }
}
JAVA

class_path metro com.sun.xml.ws:jaxws-rt:4.0.3
class_path cxf org.apache.cxf:cxf-rt-frontend-jaxws:4.1.4 org.apache.cxf:cxf-rt-transports-http:4.1.4

# one_call LABEL CLASS-PATH-DIRECTORY [JVM-OPTION...]
one_call() {
  local label=$1 directory=$2
  shift 2
  java "$@" -cp "$(cat "$directory/classpath")" OneCall.java "$label" >>seen 2>>log || { cat log >&2; exit 2; }
}
one_call Metro metro
one_call 'Metro, retryPost=false' metro -Dsun.net.http.retryPost=false
one_call CXF cxf

cat >expected <<'END'
Metro: 1 call, exception, requests read: 2
Metro, retryPost=false: 1 call, exception, requests read: 1
CXF: 1 call, exception, requests read: 1
END
cat seen
diff -u expected seen
