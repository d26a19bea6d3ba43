package dev.yizhan.gateway.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.http.Binding;
import dev.yizhan.vendor.record.Report;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SoapFormTest {

  private static final Instant AT = Instant.parse("2026-11-28T02:00:05.125Z");

  private static InboxRecord.Head head(long position, boolean isFull) {
    return new InboxRecord.Head(
        position,
        "winic",
        "13800138000",
        AT,
        some(isFull, AT.minusSeconds(5)),
        some(isFull, "0109105116643368"),
        new InboxRecord.About(
            some(isFull, 913214470462046208L),
            some(isFull, "r<7>"),
            some(isFull, "单 \"7\""),
            some(isFull, "winic"),
            isFull));
  }

  private static <T> Optional<T> some(boolean isThere, T value) {
    return isThere ? Optional.of(value) : Optional.empty();
  }

  private static byte[] body(Binding version, RecordKind kind, List<InboxRecord> records) {
    return SoapForm.body(version, "msg_1", new Receiver.Delivery(1, "shop & co", kind, records));
  }

  private static Document document(InputStream in) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(in);
  }

  private static Element schema(String contract) throws Exception {
    try (InputStream in = SoapFormTest.class.getResourceAsStream("/wsdl/" + contract)) {
      return (Element)
          document(Objects.requireNonNull(in))
              .getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema")
              .item(0);
    }
  }

  private static Element validated(byte[] body) throws Exception {
    Element operation =
        (Element)
            document(new ByteArrayInputStream(body))
                .getElementsByTagNameNS(SoapForm.NAMESPACE, SoapForm.OPERATION)
                .item(0);
    Schema schema =
        SchemaFactory.newDefaultInstance().newSchema(new DOMSource(schema("callback.wsdl")));
    schema.newValidator().validate(new DOMSource(operation));
    return operation;
  }

  private static String text(Element in, String name) {
    return in.getElementsByTagNameNS(SoapForm.NAMESPACE, name).item(0).getTextContent();
  }

  @ParameterizedTest
  @EnumSource(names = {"SOAP_1_1", "SOAP_1_2"})
  void writesReportsThatTheContractAllows(Binding version) throws Exception {
    byte[] body =
        body(
            version,
            RecordKind.REPORTS,
            List.of(
                new InboxReport(
                    head(17, true), Report.Verdict.FAILED, "]]>&\u0001", Optional.of(9L)),
                new InboxReport(head(18, false), Report.Verdict.NONE, "", Optional.empty())));
    Element operation = validated(body);
    assertThat(operation.getParentNode().getNamespaceURI())
        .isEqualTo(version == Binding.SOAP_1_1 ? SoapForm.SOAP_11 : SoapForm.SOAP_12);
    assertThat(text(operation, "id")).isEqualTo("msg_1");
    assertThat(text(operation, "consumer")).isEqualTo("shop & co");
    assertThat(text(operation, "vendorStatus")).isEqualTo("]]>&?");
    assertThat(text(operation, "requestId")).isEqualTo("r<7>");
    assertThat(text(operation, "state")).isEqualTo("FAILED");
    assertThat(text(operation, "receivedAt")).isEqualTo("2026-11-28T10:00:05.125+08:00");
    assertThat(operation.getElementsByTagNameNS(SoapForm.NAMESPACE, "report").getLength())
        .isEqualTo(2);
  }

  @Test
  void writesInboundMessagesThatTheContractAllows() throws Exception {
    Element operation =
        validated(
            body(
                Binding.SOAP_1_1,
                RecordKind.REPLIES,
                List.of(
                    new InboxMessage(head(1, true), Optional.of("1069"), "<退订>\r\n\uD83D\uDE00"),
                    new InboxMessage(head(2, false), Optional.empty(), ""))));
    assertThat(text(operation, "text")).isEqualTo("<退订>\r\n\uD83D\uDE00");
    assertThat(text(operation, "matchedByNumber")).isEqualTo("true");
  }

  private static Map<String, List<String>> elements(String contract, String type) throws Exception {
    NodeList types =
        schema(contract).getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "complexType");
    Map<String, List<String>> found = new TreeMap<>();
    for (int i = 0; i < types.getLength(); i++) {
      Element each = (Element) types.item(i);
      if (each.getAttribute("name").equals(type)) {
        NodeList elements =
            each.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "element");
        for (int j = 0; j < elements.getLength(); j++) {
          Element element = (Element) elements.item(j);
          found.put(
              element.getAttribute("name"), new ArrayList<>(List.of(element.getAttribute("type"))));
        }
      }
    }
    return found;
  }

  /** {@code optOut} is there for later. */
  @Test
  void hasTheElementsOfTheGatewaysContract() throws Exception {
    assertThat(elements("callback.wsdl", "Report"))
        .isNotEmpty()
        .isEqualTo(elements("gateway.wsdl", "Report"));
    Map<String, List<String>> reply = elements("gateway.wsdl", "Reply");
    reply.remove("optOut");
    assertThat(elements("callback.wsdl", "Reply")).isEqualTo(reply);
  }
}
