package dev.yizhan.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An operation that could change a vendor's address could send the vendor's password there. */
class SafeContractTest {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema";

  @Test
  void hasNoOperationThatSetsAddressesTrustOrConsumers() throws Exception {
    List<String> names = new ArrayList<>();
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (InputStream in = getClass().getResourceAsStream("/wsdl/gateway.wsdl")) {
      NodeList elements =
          factory.newDocumentBuilder().parse(in).getElementsByTagNameNS(XSD, "element");
      for (int i = 0; i < elements.getLength(); i++) {
        names.add(((Element) elements.item(i)).getAttribute("name").toLowerCase(Locale.ROOT));
      }
    }
    assertThat(names).contains("changepassword", "newpassword", "suspendchannel");
    assertThat(names)
        .noneMatch(
            name ->
                name.matches(
                    ".*(address|url|uri|host|proxy|trust|certificate|role|token)|port|pin"))
        // Elements may name a consumer, to search by it or in a response, but not change one.
        .noneMatch(name -> name.matches("(add|create|set|change|remove|delete)consumer.*"));
  }
}
