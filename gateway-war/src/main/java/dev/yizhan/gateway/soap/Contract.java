package dev.yizhan.gateway.soap;

import com.ctc.wstx.msv.W3CSchemaFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.validation.XMLValidationSchema;

/** {@code gateway.wsdl} as it is packaged. */
final class Contract {

  static final String NAMESPACE = "urn:yizhan:sms:1";

  private static final String WRITTEN_ADDRESS = "http://localhost:8080/yizhan/";
  private static final String SCHEMA_START = "<xsd:schema";
  private static final String SCHEMA_END = "</xsd:schema>";

  private final String wsdl;

  private Contract(String wsdl) {
    this.wsdl = wsdl;
  }

  static Contract packaged() {
    try (InputStream in = Contract.class.getResourceAsStream("/wsdl/gateway.wsdl")) {
      if (in == null) {
        throw new IllegalStateException("The WAR lacks wsdl/gateway.wsdl");
      }
      return new Contract(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The WSDL with the address at which its reader reached us; it ends in a slash. */
  byte[] servedAt(String address) {
    return wsdl.replace(WRITTEN_ADDRESS, address).getBytes(StandardCharsets.UTF_8);
  }

  /** The schema for validating requests as they stream by. */
  XMLValidationSchema schema() {
    int start = wsdl.indexOf(SCHEMA_START);
    int end = wsdl.indexOf(SCHEMA_END, start) + SCHEMA_END.length();
    // Alone, the schema element needs the prefixes that the WSDL's root declares.
    String schema =
        SCHEMA_START
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:tns=\""
            + NAMESPACE
            + "\""
            + wsdl.substring(start + SCHEMA_START.length(), end);
    try {
      return new W3CSchemaFactory().createSchema(new StringReader(schema));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The schema in gateway.wsdl cannot be read", e);
    }
  }
}
