#!/usr/bin/env bash
# A gSOAP client speaks SOAP 1.2 to a SOAP 1.1 port as soon as its WSDL declares the prefix of the SOAP 1.2 binding.
#
# Version   gSOAP 2.8.124 (Debian 12, gsoap and libgsoap-dev 2.8.124-2)
# Input     two WSDLs with one port, whose binding is SOAP 1.1. They differ in one namespace declaration on the root
#           element, xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/", which nothing in the document uses.
#           wsdl2h and soapcpp2 generate a client from each; it is compiled and calls a server on the loopback address.
# Expected  Equal clients. The binding element decides the version of SOAP, and an unused prefix means nothing in XML.
# Seen      Without the declaration: envelope of SOAP 1.1, text/xml. With it: envelope of SOAP 1.2,
#           application/soap+xml, to the address of the SOAP 1.1 port.
# Needs     Debian 12 with apt-get and dpkg (apt-get update once before), a C++ compiler, a JDK 17 for the server.
#           Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

{
  apt-get download gsoap=2.8.124-2 libgsoap-dev=2.8.124-2 libgsoap-2.8.124=2.8.124-2
  for package in *.deb; do dpkg -x "$package" root; done
} >log 2>&1 || { cat log >&2; exit 2; }
libraries=$(echo "$work"/root/usr/lib/*-linux-gnu*)
export LD_LIBRARY_PATH=$libraries

# wsdl PREFIX-DECLARATION
wsdl() {
  cat <<WSDL
<definitions name="Sms" targetNamespace="urn:finding" xmlns:tns="urn:finding"
    xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema" $1>
  <types>
    <xsd:schema targetNamespace="urn:finding" elementFormDefault="qualified">
      <xsd:element name="Send">
        <xsd:complexType><xsd:sequence><xsd:element name="text" type="xsd:string"/></xsd:sequence></xsd:complexType>
      </xsd:element>
      <xsd:element name="SendResponse">
        <xsd:complexType><xsd:sequence><xsd:element name="id" type="xsd:string"/></xsd:sequence></xsd:complexType>
      </xsd:element>
    </xsd:schema>
  </types>
  <message name="Send"><part name="parameters" element="tns:Send"/></message>
  <message name="SendResponse"><part name="parameters" element="tns:SendResponse"/></message>
  <portType name="SmsPortType">
    <operation name="Send"><input message="tns:Send"/><output message="tns:SendResponse"/></operation>
  </portType>
  <binding name="SmsBinding" type="tns:SmsPortType">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Send">
      <soap:operation soapAction=""/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
  </binding>
  <service name="Sms">
    <port name="SmsPort" binding="tns:SmsBinding"><soap:address location="http://127.0.0.1/"/></port>
  </service>
</definitions>
WSDL
}

cat >client.cpp <<'CPP'
#include "SmsBinding.nsmap"
#include "soapSmsBindingProxy.h"

int main(int, char **arguments) {
  SmsBindingProxy sms(arguments[1]);
  std::string text("hello");
  _ns1__Send request;
  _ns1__SendResponse response;
  request.text = text;
  sms.Send(&request, response);
}
CPP

cat >Calls.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Starts each client that is named, and shows what it sends. */
class Calls {
  public static void main(String[] clients) throws Exception {
    String[] seen = new String[1];
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String envelope = body.contains("http://www.w3.org/2003/05/soap-envelope") ? "1.2" : "1.1";
          String type = exchange.getRequestHeaders().getFirst("Content-Type").split(";")[0];
          seen[0] = "envelope " + envelope + ", " + type;
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    for (String client : clients) {
      seen[0] = "no request";
      new ProcessBuilder(client + "/client", "http://127.0.0.1:" + server.getAddress().getPort() + "/")
          .inheritIO()
          .start()
          .waitFor();
      System.out.println(client + ": " + seen[0]);
    }
    server.stop(0);
  }
}
JAVA

# client NAME PREFIX-DECLARATION: generates and compiles NAME/client.
client() {
  mkdir "$1"
  wsdl "$2" >"$1/sms.wsdl"
  (
    cd "$1"
    ../root/usr/bin/wsdl2h -g -P -o sms.h sms.wsdl
    ../root/usr/bin/soapcpp2 -j -C -x -I ../root/usr/share/gsoap/import -I ../root/usr/share/gsoap sms.h
    c++ -std=c++11 -w -I. -I../root/usr/include -o client ../client.cpp soapC.cpp soapSmsBindingProxy.cpp \
      -L"$libraries" -l:libgsoap++-2.8.124.so
  ) >>log 2>&1 || { cat log >&2; exit 2; }
}
client prefix-absent ''
client prefix-declared 'xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"'
java Calls.java prefix-absent prefix-declared >seen 2>>log || { cat log >&2; exit 2; }

cat >expected <<'END'
prefix-absent: envelope 1.1, text/xml
prefix-declared: envelope 1.2, application/soap+xml
END
cat seen
diff -u expected seen
