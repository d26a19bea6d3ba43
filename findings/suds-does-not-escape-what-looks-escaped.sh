#!/usr/bin/env bash
# suds changes a text that contains "&amp;" or "&lt;": the receiver gets "&" or "<".
#
# Version   suds 1.1.2 (Debian 12, python3-suds 1.1.2-1)
# Input     an xsd:string argument. The request that suds writes is parsed again by Python's own XML parser.
# Expected  The receiver's text is the caller's text, as with any library that takes strings and writes XML.
# Seen      "a & b" and "<b>" arrive as they are. "R&amp;D" arrives as "R&D", and "&lt;b&gt;" as "<b>".
#           "&#38;" and "&copy;" arrive as they are: only the five named entities of XML are recognized. A text that
#           quotes XML or HTML is another one at the receiver, and both sides report success.
# Needs     Debian 12 with apt-get, dpkg and /usr/bin/python3 (apt-get update once before). Exits with 1 when the
#           behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

{
  apt-get download python3-suds=1.1.2-1
  dpkg -x python3-suds_*.deb root
} >log 2>&1 || { cat log >&2; exit 2; }

cat >sms.wsdl <<'WSDL'
<definitions name="Sms" targetNamespace="urn:finding" xmlns:tns="urn:finding"
    xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <types>
    <xsd:schema targetNamespace="urn:finding" elementFormDefault="qualified">
      <xsd:element name="Send">
        <xsd:complexType><xsd:sequence><xsd:element name="text" type="xsd:string"/></xsd:sequence></xsd:complexType>
      </xsd:element>
      <xsd:element name="SendResponse"><xsd:complexType><xsd:sequence/></xsd:complexType></xsd:element>
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

cat >texts.py <<'PYTHON'
import os
import xml.etree.ElementTree as ElementTree

from suds.client import Client

client = Client('file://' + os.path.abspath('sms.wsdl'), cache=None, nosend=True)
for text in ['a & b', '<b>', 'R&amp;D', '&lt;b&gt;', '&quot;', '&#38;', '&copy;', 'a & b, R&amp;D']:
    request = client.service.Send(text)
    arrives = ElementTree.fromstring(request.envelope).find('.//{urn:finding}text').text
    print(f'{text} -> {arrives}')
PYTHON
PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 texts.py >seen 2>>log || { cat log >&2; exit 2; }

cat >expected <<'END'
a & b -> a & b
<b> -> <b>
R&amp;D -> R&D
&lt;b&gt; -> <b>
&quot; -> "
&#38; -> &#38;
&copy; -> &copy;
a & b, R&amp;D -> a & b, R&D
END
cat seen
diff -u expected seen
