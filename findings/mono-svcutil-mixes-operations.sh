#!/usr/bin/env bash
# Mono's svcutil gives an operation the parameters and the result of the operation after it.
#
# Version   Mono 6.8.0 (Debian 12, mono-devel 6.8.0.105)
# Input     a document/literal WSDL with two operations, Send (numbers, text -> id) and Cancel (id -> done). A number
#           may be repeated, which makes svcutil generate for XmlSerializer. It is served on the loopback address.
# Expected  As Mono's wsdl.exe generates: Send takes numbers and a text, Cancel takes an id.
# Seen      svcutil reports success, and the code compiles. Its Send takes an id and a Cancel and returns a
#           CancelResponse; its Cancel takes and returns nothing. Without the repeated element both are right.
# Needs     Debian 12 with mono-devel and python3 installed. Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server"; fi; rm -rf "$work"' EXIT
cd "$work"
for tool in svcutil wsdl mcs python3; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }
done

# wsdl_of MAXIMUM: a WSDL whose Send takes at most so many numbers
wsdl_of() {
  cat <<WSDL
<definitions name="Sms" targetNamespace="urn:finding" xmlns:tns="urn:finding"
    xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <types>
    <xsd:schema targetNamespace="urn:finding" elementFormDefault="qualified">
      <xsd:element name="Send">
        <xsd:complexType><xsd:sequence>
          <xsd:element name="number" type="xsd:string" maxOccurs="$1"/>
          <xsd:element name="text" type="xsd:string"/>
        </xsd:sequence></xsd:complexType>
      </xsd:element>
      <xsd:element name="SendResponse">
        <xsd:complexType><xsd:sequence><xsd:element name="id" type="xsd:string"/></xsd:sequence></xsd:complexType>
      </xsd:element>
      <xsd:element name="Cancel">
        <xsd:complexType><xsd:sequence><xsd:element name="id" type="xsd:string"/></xsd:sequence></xsd:complexType>
      </xsd:element>
      <xsd:element name="CancelResponse">
        <xsd:complexType><xsd:sequence><xsd:element name="done" type="xsd:boolean"/></xsd:sequence></xsd:complexType>
      </xsd:element>
    </xsd:schema>
  </types>
  <message name="Send"><part name="parameters" element="tns:Send"/></message>
  <message name="SendResponse"><part name="parameters" element="tns:SendResponse"/></message>
  <message name="Cancel"><part name="parameters" element="tns:Cancel"/></message>
  <message name="CancelResponse"><part name="parameters" element="tns:CancelResponse"/></message>
  <portType name="Sms">
    <operation name="Send"><input message="tns:Send"/><output message="tns:SendResponse"/></operation>
    <operation name="Cancel"><input message="tns:Cancel"/><output message="tns:CancelResponse"/></operation>
  </portType>
  <binding name="SmsSoap" type="tns:Sms">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Send">
      <soap:operation soapAction="urn:finding#Send"/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
    <operation name="Cancel">
      <soap:operation soapAction="urn:finding#Cancel"/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
  </binding>
  <service name="Sms">
    <port name="SmsSoap" binding="tns:SmsSoap"><soap:address location="http://127.0.0.1/"/></port>
  </service>
</definitions>
WSDL
}
wsdl_of 1 >once.wsdl
wsdl_of unbounded >repeated.wsdl

cat >serve.py <<'PYTHON'
import http.server

server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)
print(server.server_port, flush=True)
server.serve_forever()
PYTHON
mkfifo port
python3 serve.py >port 2>/dev/null &
server=$!
read -r port <port

# methods SOURCE: the signatures of the generated interface or class, without attributes
methods() {
  sed -E 's/\[System\.[A-Za-z.]+\([^)]*\)\] //g' "$1" |
    grep -oE '^    (public )?[][A-Za-z]+ (Send|Cancel)\([^)]*\)' |
    sed 's/^ *\(public \)*//' | sort -u
}

{
  for name in once repeated; do
    svcutil "http://127.0.0.1:$port/$name.wsdl" "/out:$name.cs"
    mcs -target:library -r:System.ServiceModel,System.Runtime.Serialization,System.Xml "$name.cs"
  done
  wsdl /out:proxy.cs "http://127.0.0.1:$port/repeated.wsdl"
} >log 2>&1 || { cat log >&2; exit 2; }

{
  echo 'number once, svcutil:'
  methods once.cs
  echo 'number repeated, svcutil:'
  methods repeated.cs
  echo 'number repeated, wsdl.exe:'
  methods proxy.cs
} >seen
cat >expected <<'END'
number once, svcutil:
bool Cancel(string id)
string Send(string number, string text)
number repeated, svcutil:
CancelResponse Send(string id, Cancel Cancel)
void Cancel()
number repeated, wsdl.exe:
bool Cancel(string id)
string Send(string[] number, string text)
END
cat seen
diff -u expected seen
