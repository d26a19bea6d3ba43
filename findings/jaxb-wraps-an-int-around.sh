#!/usr/bin/env bash
# JAXB reads an xsd:int that is too large as another number, and reports no event.
#
# Version   org.glassfish.jaxb:jaxb-runtime 4.0.5 (the runtime of Metro and CXF), JDK 17
# Input     a server whose counter has outgrown xsd:int (its schema says xsd:long by now), and a client built from the
#           old schema. The unmarshaller has an event handler that stops at the first event, the strictest JAXB is
#           without a schema.
# Expected  The handler is called, as for a number with a letter in it, or the unmarshaller throws.
# Seen      4294967306 is read as 10, and 2147483648 as -2147483648, without an event. "1 000" is 1000 and "2026-11" is
#           -202611, also without an event: a minus sign and blanks count wherever they stand. "12a" is an event.
#           xsd:long has another parser: too large a number is an exception there.
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
      <groupId>org.glassfish.jaxb</groupId>
      <artifactId>jaxb-runtime</artifactId>
      <version>4.0.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dmdep.outputFile=classpath \
  org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath || exit 2

cat >Counters.java <<'JAVA'
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.StringReader;

public class Counters {
  @XmlRootElement(name = "counter")
  public static class Counter {
    @XmlElement public Integer ofInt;
    @XmlElement public Long ofLong;
  }

  public static void main(String[] arguments) throws Exception {
    for (String value : new String[] {"10", "2147483648", "4294967306", "1 000", "2026-11", "12a"}) {
      read("ofInt", value);
    }
    read("ofLong", "18446744073709551626");
  }

  private static void read(String element, String value) throws JAXBException {
    Unmarshaller unmarshaller = JAXBContext.newInstance(Counter.class).createUnmarshaller();
    unmarshaller.setEventHandler(event -> false);
    String read;
    try {
      Counter counter =
          (Counter)
              unmarshaller.unmarshal(
                  new StringReader("<counter><" + element + ">" + value + "</" + element + "></counter>"));
      read = "read as " + (element.equals("ofInt") ? counter.ofInt : counter.ofLong);
    } catch (JAXBException e) {
      read = "exception";
    }
    System.out.println(element + " " + value + ": " + read);
  }
}
JAVA
java -cp "$(cat classpath)" Counters.java >seen 2>log || { cat log >&2; exit 2; }

cat >expected <<'END'
ofInt 10: read as 10
ofInt 2147483648: read as -2147483648
ofInt 4294967306: read as 10
ofInt 1 000: read as 1000
ofInt 2026-11: read as -202611
ofInt 12a: exception
ofLong 18446744073709551626: exception
END
cat seen
diff -u expected seen
