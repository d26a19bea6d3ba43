#!/usr/bin/env bash
# Woodstox's schema validation accepts an xsd:dateTime that does not exist, and JAXB then hands over null.
#
# Versions  com.fasterxml.woodstox:woodstox-core 7.1.0, org.glassfish.jaxb:jaxb-runtime 4.0.5, JDK 17
# Input     a document with one optional xsd:dateTime element, read once: JAXB unmarshals from a Woodstox reader that
#           validates against the schema meanwhile (validateAgainst). Beside it the JDK's validator, same schema.
# Expected  30 February, month 13, 25 o'clock and the zone +15:00 are invalid by XML Schema part 2 (3.2.7). A document
#           that passed validation and has the element does not give null for it.
# Seen      Woodstox reports each of them as valid, and JAXB returns null without an exception: a time that was given
#           is read as a time that was left out. The JDK's validator refuses all of them.
#           Woodstox does check the form: 2027-2-3T10:00:00 is invalid there too.
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
      <groupId>com.fasterxml.woodstox</groupId>
      <artifactId>woodstox-core</artifactId>
      <version>7.1.0</version>
    </dependency>
    <dependency>
      <groupId>org.glassfish.jaxb</groupId>
      <artifactId>jaxb-runtime</artifactId>
      <version>4.0.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dmdep.outputFile=classpath \
  org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath || exit 2

cat >Times.java <<'JAVA'
import com.ctc.wstx.stax.WstxInputFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.datatype.XMLGregorianCalendar;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.codehaus.stax2.validation.XMLValidationSchemaFactory;
import org.xml.sax.SAXException;

public class Times {
  @XmlRootElement(name = "Send")
  public static class Send {
    @XmlElement public XMLGregorianCalendar sendAt;
  }

  private static final String SCHEMA =
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="Send">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="sendAt" type="xs:dateTime" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
      </xs:schema>
      """;

  public static void main(String[] arguments) throws Exception {
    XMLValidationSchema streaming =
        XMLValidationSchemaFactory.newInstance(XMLValidationSchema.SCHEMA_ID_W3C_SCHEMA)
            .createSchema(new StringReader(SCHEMA));
    Schema jdk =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(new StreamSource(new StringReader(SCHEMA)));
    JAXBContext context = JAXBContext.newInstance(Send.class);

    for (String time :
        List.of(
            "2027-02-03T10:00:00",
            "2027-2-3T10:00:00",
            "2027-02-30T10:00:00",
            "2027-11-31T10:00:00",
            "2027-13-01T10:00:00",
            "2027-01-01T25:00:00",
            "2027-01-01T10:00:00+15:00")) {
      String document = "<Send><sendAt>" + time + "</sendAt></Send>";
      String byWoodstox;
      try {
        XMLStreamReader2 reader =
            (XMLStreamReader2) new WstxInputFactory().createXMLStreamReader(new StringReader(document));
        reader.validateAgainst(streaming);
        Send send = (Send) context.createUnmarshaller().unmarshal(reader);
        byWoodstox = "valid, JAXB gives " + send.sendAt;
      } catch (XMLStreamException | jakarta.xml.bind.JAXBException e) {
        byWoodstox = "invalid";
      }
      String byJdk;
      try {
        jdk.newValidator().validate(new StreamSource(new StringReader(document)));
        byJdk = "valid";
      } catch (SAXException e) {
        byJdk = "invalid";
      }
      System.out.println(time + " | JDK: " + byJdk + " | Woodstox: " + byWoodstox);
    }
  }
}
JAVA
java -cp "$(cat classpath)" Times.java >seen 2>log || { cat log >&2; exit 2; }

cat >expected <<'END'
2027-02-03T10:00:00 | JDK: valid | Woodstox: valid, JAXB gives 2027-02-03T10:00:00
2027-2-3T10:00:00 | JDK: invalid | Woodstox: invalid
2027-02-30T10:00:00 | JDK: invalid | Woodstox: valid, JAXB gives null
2027-11-31T10:00:00 | JDK: invalid | Woodstox: valid, JAXB gives null
2027-13-01T10:00:00 | JDK: invalid | Woodstox: valid, JAXB gives null
2027-01-01T25:00:00 | JDK: invalid | Woodstox: valid, JAXB gives null
2027-01-01T10:00:00+15:00 | JDK: invalid | Woodstox: valid, JAXB gives null
END
cat seen
diff -u expected seen
