#!/usr/bin/env bash
# The npm package soap returns an object for a string in CDATA, and cuts the blanks of every other string.
#
# Version   soap 1.13.0 (npm), Node 20
# Input     answers with one xsd:string element. The same text is written once with escapes and once as CDATA, which
#           XML treats as two spellings of one text; then texts with blanks at their ends. All of it twice: by default
#           ("cutting" below) and with the option preserveWhitespace ("keeping").
# Expected  The same string for both spellings, with all its characters: xsd:string keeps white space.
# Seen      A text with an XML declaration in it: the escaped one is a string, the one in CDATA is parsed as a second
#           document and is an object, whatever the schema says. Services that return XML as a string may use either.
#           Blanks at both ends are cut, also the ideographic space U+3000 that begins a Chinese paragraph, and inside
#           a text where CDATA begins or ends: "1<![CDATA[ 2 ]]>3" is "123".
#           With preserveWhitespace the blanks stay; CDATA is parsed all the same.
# Needs     Node 20 and npm. Exits with 1 when the behaviour has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund soap@1.13.0 >log 2>&1 || { cat log >&2; exit 2; }

cat >replies.wsdl <<'WSDL'
<definitions name="Replies" targetNamespace="urn:finding" xmlns:tns="urn:finding"
    xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <types>
    <xsd:schema targetNamespace="urn:finding" elementFormDefault="qualified">
      <xsd:element name="Next"><xsd:complexType><xsd:sequence/></xsd:complexType></xsd:element>
      <xsd:element name="NextResponse">
        <xsd:complexType><xsd:sequence><xsd:element name="text" type="xsd:string"/></xsd:sequence></xsd:complexType>
      </xsd:element>
    </xsd:schema>
  </types>
  <message name="Next"><part name="parameters" element="tns:Next"/></message>
  <message name="NextResponse"><part name="parameters" element="tns:NextResponse"/></message>
  <portType name="RepliesPortType">
    <operation name="Next"><input message="tns:Next"/><output message="tns:NextResponse"/></operation>
  </portType>
  <binding name="RepliesBinding" type="tns:RepliesPortType">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Next">
      <soap:operation soapAction=""/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
  </binding>
  <service name="Replies">
    <port name="RepliesPort" binding="tns:RepliesBinding"><soap:address location="http://127.0.0.1/"/></port>
  </service>
</definitions>
WSDL

cat >texts.js <<'JAVASCRIPT'
'use strict';

const http = require('http');
const soap = require('soap');

const contents = [
  '&lt;?xml version="1.0"?>&lt;r>&lt;code>0&lt;/code>&lt;/r>',
  '<![CDATA[<?xml version="1.0"?><r><code>0</code></r>]]>',
  '<![CDATA[<r><code>0</code></r>]]>',
  '\u3000\u3000您好 ',
  '1<![CDATA[ 2 ]]>3',
];
let content;

async function main(server) {
  const address = `http://127.0.0.1:${server.address().port}/`;
  for (const preserveWhitespace of [false, true]) {
    const client = await soap.createClientAsync('replies.wsdl', { preserveWhitespace }, address);
    for (content of contents) {
      const [answer] = await client.NextAsync({});
      console.log(`${preserveWhitespace ? 'keeping' : 'cutting'}: ${content} -> ${JSON.stringify(answer.text)}`);
    }
  }
}

const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('Content-Type', 'text/xml; charset=utf-8');
    response.end(
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>' +
        `<NextResponse xmlns="urn:finding"><text>${content}</text></NextResponse></e:Body></e:Envelope>`);
  });
});
server.listen(0, '127.0.0.1', () => {
  main(server)
    .catch((error) => {
      console.error(error);
      process.exitCode = 2;
    })
    .finally(() => {
      server.close();
      server.closeAllConnections();
    });
});
JAVASCRIPT
node texts.js >seen 2>>log || { cat log >&2; exit 2; }

cat >expected <<'END'
cutting: &lt;?xml version="1.0"?>&lt;r>&lt;code>0&lt;/code>&lt;/r> -> "<?xml version=\"1.0\"?><r><code>0</code></r>"
cutting: <![CDATA[<?xml version="1.0"?><r><code>0</code></r>]]> -> {"r":{"code":"0"}}
cutting: <![CDATA[<r><code>0</code></r>]]> -> "<r><code>0</code></r>"
cutting: 　　您好  -> "您好"
cutting: 1<![CDATA[ 2 ]]>3 -> "123"
keeping: &lt;?xml version="1.0"?>&lt;r>&lt;code>0&lt;/code>&lt;/r> -> "<?xml version=\"1.0\"?><r><code>0</code></r>"
keeping: <![CDATA[<?xml version="1.0"?><r><code>0</code></r>]]> -> {"r":{"code":"0"}}
keeping: <![CDATA[<r><code>0</code></r>]]> -> "<r><code>0</code></r>"
keeping: 　　您好  -> "　　您好 "
keeping: 1<![CDATA[ 2 ]]>3 -> "1 2 3"
END
cat seen
diff -u expected seen
