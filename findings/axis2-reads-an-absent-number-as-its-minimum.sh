#!/usr/bin/env bash
# Axis2's data binding returns -2147483648 for an optional number that an answer does not have.
#
# Versions  org.apache.axis2 2.0.0 (axis2-adb), stub by wsdl2java 1.8.2 (axis2-adb-codegen), JDK 17
# Input     an element of type xsd:int and one of type xsd:long with minOccurs="0"; the document has neither.
# Expected  null, as JAX-WS stubs return, or 0, Java's default for a field.
# Seen      Integer.MIN_VALUE and Long.MIN_VALUE. The number looks like data: a sum over records, a comparison "< 1" or
#           a column in a table takes it as it is. Only the generated isSegmentsSpecified() shows the difference.
#           An optional xsd:boolean returns false and an optional xsd:string null, with nothing like it.
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

cat >checks.wsdl <<'WSDL'
<definitions name="Checks" targetNamespace="urn:finding" xmlns:tns="urn:finding"
    xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <types>
    <xsd:schema targetNamespace="urn:finding" elementFormDefault="qualified">
      <xsd:element name="Check"><xsd:complexType><xsd:sequence/></xsd:complexType></xsd:element>
      <xsd:element name="CheckResponse">
        <xsd:complexType>
          <xsd:sequence>
            <xsd:element name="segments" type="xsd:int" minOccurs="0"/>
            <xsd:element name="millis" type="xsd:long" minOccurs="0"/>
            <xsd:element name="retryable" type="xsd:boolean" minOccurs="0"/>
            <xsd:element name="text" type="xsd:string" minOccurs="0"/>
          </xsd:sequence>
        </xsd:complexType>
      </xsd:element>
    </xsd:schema>
  </types>
  <message name="Check"><part name="parameters" element="tns:Check"/></message>
  <message name="CheckResponse"><part name="parameters" element="tns:CheckResponse"/></message>
  <portType name="ChecksPortType">
    <operation name="Check"><input message="tns:Check"/><output message="tns:CheckResponse"/></operation>
  </portType>
  <binding name="ChecksBinding" type="tns:ChecksPortType">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Check">
      <soap:operation soapAction=""/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
  </binding>
  <service name="Checks">
    <port name="ChecksPort" binding="tns:ChecksBinding"><soap:address location="http://127.0.0.1/"/></port>
  </service>
</definitions>
WSDL

cat >ReadAnswer.java <<'JAVA'
import checks.ChecksStub.CheckResponse;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;

class ReadAnswer {
  public static void main(String[] arguments) throws Exception {
    read("all there", "<segments>2</segments><millis>5</millis><retryable>true</retryable><text>a</text>");
    read("none there", "");
  }

  private static void read(String what, String content) throws Exception {
    XMLStreamReader reader =
        XMLInputFactory.newInstance()
            .createXMLStreamReader(
                new StringReader("<CheckResponse xmlns='urn:finding'>" + content + "</CheckResponse>"));
    CheckResponse answer = CheckResponse.Factory.parse(reader);
    System.out.println(
        what + ": segments " + answer.getSegments() + ", specified " + answer.isSegmentsSpecified()
            + "; millis " + answer.getMillis() + "; retryable " + answer.getRetryable()
            + "; text " + answer.getText());
  }
}
JAVA

class_path runtime org.apache.axis2:axis2-adb:2.0.0 org.apache.axis2:axis2-transport-http:2.0.0
class_path wsdl2java org.apache.axis2:axis2-adb-codegen:1.8.2 org.apache.axis2:axis2-codegen:1.8.2 \
  org.apache.axis2:axis2-adb:1.8.2 org.apache.axis2:axis2-transport-http:1.8.2 \
  org.apache.axis2:axis2-transport-local:1.8.2

{
  java -cp "$(cat wsdl2java/classpath)" org.apache.axis2.wsdl.WSDL2Java \
    -uri checks.wsdl -o generated -p checks -d adb -s
  javac -nowarn -d classes -cp "$(cat runtime/classpath)" generated/src/checks/*.java ReadAnswer.java
  java -cp "classes:$(cat runtime/classpath)" ReadAnswer >seen
} >>log 2>&1 || { cat log >&2; exit 2; }

cat >expected <<'END'
all there: segments 2, specified true; millis 5; retryable true; text a
none there: segments -2147483648, specified false; millis -9223372036854775808; retryable false; text null
END
cat seen
diff -u expected seen
