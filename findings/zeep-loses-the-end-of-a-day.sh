#!/usr/bin/env bash
# zeep returns None for the two usual ways to write the end of a day: 24:00:00, and 23:59:59 with seven decimals.
#
# Version   zeep 4.2.1 with isodate 0.6.1 (Debian 12, python3-zeep 4.2.1-1)
# Input     an answer with one xsd:dateTime element. 24:00:00 is the end of the day in XML Schema (part 2, 3.2.7), and
#           seven decimals are what .NET writes; both values are valid.
# Expected  The time, rounded to what Python's datetime can hold; or an exception, as for an element that is unknown.
# Seen      None, the same as for an element that is empty or absent: the caller does not see that there was a time.
#           So is the last tick of any minute: isodate rounds it to second 60, which Python's time does not have.
#           10:00:00.9999999 and 10:00:00.1234567 are read and rounded.
#           The error is written to zeep's log and does not reach the caller. suds 1.1.2, in comparison, rounds
#           23:59:59.9999999 to the next day.
# Needs     Debian 12 with apt-get, dpkg and /usr/bin/python3 (apt-get update once before). Exits with 1 when the
#           behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

{
  apt-get download python3-zeep=4.2.1-1 python3-suds=1.1.2-1 python3-isodate=0.6.1-1 python3-attr \
    python3-cached-property python3-certifi python3-chardet python3-charset-normalizer python3-defusedxml \
    python3-idna python3-lxml python3-pkg-resources python3-platformdirs python3-requests python3-requests-file \
    python3-requests-toolbelt python3-six python3-tz python3-urllib3
  for package in *.deb; do dpkg -x "$package" root; done
} >log 2>&1 || { cat log >&2; exit 2; }

cat >reports.wsdl <<'WSDL'
<definitions name="Reports" targetNamespace="urn:finding" xmlns:tns="urn:finding"
    xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <types>
    <xsd:schema targetNamespace="urn:finding" elementFormDefault="qualified">
      <xsd:element name="Next"><xsd:complexType><xsd:sequence/></xsd:complexType></xsd:element>
      <xsd:element name="NextResponse">
        <xsd:complexType>
          <xsd:sequence>
            <xsd:element name="time" type="xsd:dateTime" minOccurs="0"/>
            <xsd:element name="number" type="xsd:string" minOccurs="0"/>
          </xsd:sequence>
        </xsd:complexType>
      </xsd:element>
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

cat >times.py <<'PYTHON'
import os

import requests
import suds.client
import zeep
import zeep.transports

ENVELOPE = (
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><NextResponse xmlns="urn:finding">'
    '{}<number>13800138000</number></NextResponse></e:Body></e:Envelope>'
)


class Canned(zeep.transports.Transport):
    """Answers by itself, without a connection."""

    content = b''

    def post_xml(self, address, envelope, headers):
        answer = requests.Response()
        answer.status_code = 200
        answer.headers['Content-Type'] = 'text/xml; charset=utf-8'
        answer._content = self.content
        return answer


transport = Canned()
by_zeep = zeep.Client('reports.wsdl', transport=transport)
by_suds = suds.client.Client('file://' + os.path.abspath('reports.wsdl'), cache=None)
for element in [
    '',
    '<time/>',
    '<time>2027-01-31T23:59:59</time>',
    '<time>2027-01-31T24:00:00</time>',
    '<time>2027-01-31T23:59:59.9999999</time>',
    '<time>2027-01-31T10:00:59.9999999</time>',
    '<time>2027-01-31T10:00:00.9999999</time>',
    '<time>2027-01-31T10:00:00.1234567</time>',
]:
    transport.content = ENVELOPE.format(element).encode()
    print(f'{element or "no element"} -> {by_zeep.service.Next().time}')
end_of_day = ENVELOPE.format('<time>2027-01-31T23:59:59.9999999</time>').encode()
print(f'suds, 23:59:59.9999999 -> {by_suds.service.Next(__inject={"reply": end_of_day}).time}')
PYTHON
PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 times.py >seen 2>>log || { cat log >&2; exit 2; }

cat >expected <<'END'
no element -> None
<time/> -> None
<time>2027-01-31T23:59:59</time> -> 2027-01-31 23:59:59
<time>2027-01-31T24:00:00</time> -> None
<time>2027-01-31T23:59:59.9999999</time> -> None
<time>2027-01-31T10:00:59.9999999</time> -> None
<time>2027-01-31T10:00:00.9999999</time> -> 2027-01-31 10:00:01
<time>2027-01-31T10:00:00.1234567</time> -> 2027-01-31 10:00:00.123457
suds, 23:59:59.9999999 -> 2027-02-01 00:00:00
END
cat seen
diff -u expected seen
