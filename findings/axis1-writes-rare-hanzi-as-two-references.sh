#!/usr/bin/env bash
# Axis 1.4 writes a hanzi outside the basic plane as two character references: not well-formed XML.
#
# Version   axis:axis 1.4, JDK 17
# Input     a SOAP body with the text 李𣗋 (U+674E and U+235CB, a hanzi of extension B), written by Axis as UTF-8.
# Expected  The two characters as UTF-8, or as &#x674E;&#x235CB;.
# Seen      &#x674E;&#xD84D;&#xDDCB;: one reference for each half of the surrogate pair. A reference to a surrogate is
#           not well-formed (XML 1.0, section 4.1), so the receiver loses the whole message and not one character.
#           The JDK's parser refuses it, and so does Axis 1.4 when it reads what it has written.
#           A text of common hanzi is written and read as it should be.
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
  <dependencies>
    <dependency>
      <groupId>axis</groupId>
      <artifactId>axis</artifactId>
      <version>1.4</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dmdep.outputFile=classpath \
  org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath || exit 2

cat >Names.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import javax.xml.parsers.SAXParserFactory;
import org.apache.axis.AxisFault;
import org.apache.axis.Message;
import org.apache.axis.MessageContext;
import org.apache.axis.client.AxisClient;
import org.apache.axis.message.SOAPBodyElement;
import org.apache.axis.message.SOAPEnvelope;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

class Names {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws Exception {
    write("李明");
    write("李" + Character.toString(0x235CB));
  }

  private static void write(String name) throws Exception {
    SOAPEnvelope envelope = new SOAPEnvelope();
    SOAPBodyElement element = new SOAPBodyElement(new QName("urn:finding", "name"));
    element.addTextNode(name);
    envelope.addBodyElement(element);
    Message message = new Message(envelope);
    MessageContext context = new MessageContext(new AxisClient());
    message.setMessageContext(context);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);

    String written = bytes.toString(StandardCharsets.UTF_8);
    int content = written.indexOf('>', written.indexOf("name")) + 1;
    String jdk = "reads it";
    try {
      SAXParserFactory.newInstance()
          .newSAXParser()
          .parse(new ByteArrayInputStream(bytes.toByteArray()), new DefaultHandler());
    } catch (SAXParseException e) {
      jdk = "refuses it";
    }
    String axis = "reads it";
    try {
      Message received = new Message(new ByteArrayInputStream(bytes.toByteArray()));
      received.setMessageContext(context);
      received.getSOAPEnvelope().getFirstBody().getAsDOM();
    } catch (AxisFault e) {
      axis = "refuses it";
    }
    OUT.println(
        name + ": written as " + written.substring(content, written.indexOf('<', content))
            + ", the JDK's parser " + jdk + ", Axis " + axis);
  }
}
JAVA
java -cp "$(cat classpath)" Names.java >seen 2>log || { cat log >&2; exit 2; }

cat >expected <<'END'
李明: written as &#x674E;&#x660E;, the JDK's parser reads it, Axis reads it
李𣗋: written as &#x674E;&#xD84D;&#xDDCB;, the JDK's parser refuses it, Axis refuses it
END
cat seen
diff -u expected seen
