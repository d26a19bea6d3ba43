package dev.yizhan.gateway.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The contract's schema, as the platform's own validator understands it. */
final class ContractSchema {

  private static final Schema SCHEMA = schema();

  private ContractSchema() {}

  private static Schema schema() {
    try (InputStream in = ContractSchema.class.getResourceAsStream("/wsdl/gateway.wsdl")) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      Document wsdl = factory.newDocumentBuilder().parse(in);
      return SchemaFactory.newDefaultInstance()
          .newSchema(
              new DOMSource(
                  wsdl.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema")
                      .item(0)));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Validates a document.
   *
   * @throws SAXException if it does not fit the contract
   */
  static void validate(String document) throws SAXException, IOException {
    SCHEMA.newValidator().validate(new StreamSource(new StringReader(document)));
  }
}
