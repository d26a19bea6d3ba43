#!/usr/bin/env bash
# An optional element added to an answer breaks clients of CXF and not those of Metro, from the same generated classes.
#
# Versions  org.apache.cxf 4.1.4, com.sun.xml.ws:jaxws-rt 4.0.3 (JAXB 4.0.5 in both), JDK 17
# Input     classes that CXF's wsdl2java made from a WSDL, compiled once, run over Metro and over CXF. The server has
#           moved on: its answers are of the next version of the schema, with an optional element at the sequence's end.
# Expected  Both ignore it. JAXB ignores unknown elements by default, both clients bind by the same JAXB runtime, and
#           additions of optional elements are commonly called compatible.
# Seen      Metro returns the values it knows. CXF throws "Unmarshalling Error: unexpected element", so the caller does
#           not see an answer to a call that was carried out. An unknown attribute is ignored by both.
# Reason    CXF installs a JAXB event handler of its own. It sees unknown elements, not unknown attributes.
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

cat >reports.wsdl <<'WSDL'
<definitions name="Reports" targetNamespace="urn:finding" xmlns:tns="urn:finding"
    xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <types>
    <xsd:schema targetNamespace="urn:finding" elementFormDefault="qualified">
      <xsd:element name="Next"><xsd:complexType><xsd:sequence/></xsd:complexType></xsd:element>
      <xsd:element name="NextResponse">
        <xsd:complexType>
          <xsd:sequence><xsd:element name="report" type="tns:Report"/></xsd:sequence>
        </xsd:complexType>
      </xsd:element>
      <xsd:complexType name="Report">
        <xsd:sequence>
          <xsd:element name="id" type="xsd:string"/>
          <xsd:element name="state" type="xsd:string"/>
        </xsd:sequence>
      </xsd:complexType>
    </xsd:schema>
  </types>
  <message name="Next"><part name="parameters" element="tns:Next"/></message>
  <message name="NextResponse"><part name="parameters" element="tns:NextResponse"/></message>
  <portType name="ReportsPortType">
    <operation name="Next"><input message="tns:Next"/><output message="tns:NextResponse"/></operation>
  </portType>
  <binding name="ReportsBinding" type="tns:ReportsPortType">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Next">
      <soap:operation soapAction=""/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
  </binding>
  <service name="Reports">
    <port name="ReportsPort" binding="tns:ReportsBinding"><soap:address location="http://127.0.0.1/"/></port>
  </service>
</definitions>
WSDL

cat >ReadReports.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.WebServiceException;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import reports.Report;
import reports.Reports;
import reports.ReportsPortType;

class ReadReports {
  private static String answer;

  public static void main(String[] arguments) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    ReportsPortType port = new Reports(new File("reports.wsdl").toURI().toURL()).getReportsPort();
    ((BindingProvider) port)
        .getRequestContext()
        .put(
            BindingProvider.ENDPOINT_ADDRESS_PROPERTY,
            "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    read(arguments[0] + ", answer as agreed", port, "<report><id>7</id><state>DELIVERED</state></report>");
    read(
        arguments[0] + ", attribute added",
        port,
        "<report part='1'><id>7</id><state>DELIVERED</state></report>");
    read(
        arguments[0] + ", element added",
        port,
        "<report><id>7</id><state>DELIVERED</state><reason>none</reason></report>");
    System.exit(0);
  }

  private static void read(String what, ReportsPortType port, String content) {
    answer =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
            + "<NextResponse xmlns='urn:finding'>" + content + "</NextResponse></e:Body></e:Envelope>";
    try {
      Report report = port.next();
      System.out.println(what + ": " + report.getId() + " " + report.getState());
    } catch (WebServiceException e) {
      boolean unexpected = e.getMessage().contains("unexpected element");
      System.out.println(what + ": " + (unexpected ? "unexpected element" : e.getMessage()));
    }
  }
}
JAVA

class_path metro com.sun.xml.ws:jaxws-rt:4.0.3
class_path cxf org.apache.cxf:cxf-rt-frontend-jaxws:4.1.4 org.apache.cxf:cxf-rt-transports-http:4.1.4 \
  org.glassfish.jaxb:jaxb-runtime:4.0.5
class_path wsdl2java org.apache.cxf:cxf-tools-wsdlto-frontend-jaxws:4.1.4 \
  org.apache.cxf:cxf-tools-wsdlto-databinding-jaxb:4.1.4

{
  java -cp "$(cat wsdl2java/classpath)" org.apache.cxf.tools.wsdlto.WSDLToJava -p reports -d generated reports.wsdl
  javac -nowarn -d classes -cp "$(cat metro/classpath)" generated/reports/*.java ReadReports.java
  java -cp "classes:$(cat metro/classpath)" ReadReports Metro >>seen
  java -cp "classes:$(cat cxf/classpath)" ReadReports CXF >>seen
} >>log 2>&1 || { cat log >&2; exit 2; }

cat >expected <<'END'
Metro, answer as agreed: 7 DELIVERED
Metro, attribute added: 7 DELIVERED
Metro, element added: 7 DELIVERED
CXF, answer as agreed: 7 DELIVERED
CXF, attribute added: 7 DELIVERED
CXF, element added: unexpected element
END
cat seen
diff -u expected seen
