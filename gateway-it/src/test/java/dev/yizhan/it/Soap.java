package dev.yizhan.it;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A SOAP client of one version that builds its requests from strings. */
enum Soap {
  SOAP_11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
  SOAP_12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

  private static final String CONTRACT = "urn:yizhan:sms:1";

  private final String namespace;
  private final String contentType;

  Soap(String namespace, String contentType) {
    this.namespace = namespace;
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  String envelope(String body) {
    return "<soap:Envelope xmlns:soap=\""
        + namespace
        + "\"><soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }

  /** Calls an operation with the content of its element. */
  Answer call(Gateway gateway, String operation, String content) {
    return post(gateway, "/yizhan/sms", request(operation, content));
  }

  /** Calls an operation of the admin service. */
  Answer admin(Gateway gateway, String operation, String content) {
    return post(gateway, "/yizhan/admin", request(operation, content));
  }

  String request(String operation, String content) {
    return envelope(
        "<" + operation + " xmlns=\"" + CONTRACT + "\">" + content + "</" + operation + ">");
  }

  /** Sends a text to one recipient. */
  Answer send(Gateway gateway, String channel, String text) {
    return call(
        gateway,
        "Send",
        "<channel>"
            + channel
            + "</channel><recipient>13800138000</recipient><text>"
            + text
            + "</text>");
  }

  Answer post(Gateway gateway, String path, String body) {
    return new Answer(
        gateway.exchange(
            gateway.post(
                path, contentType + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8))));
  }

  /** The envelope of a response, in either version. */
  static final class Answer {

    private final HttpResponse<String> response;
    private final Document document;

    Answer(HttpResponse<String> response) {
      this.response = response;
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        document =
            factory.newDocumentBuilder().parse(new InputSource(new StringReader(response.body())));
      } catch (Exception e) {
        throw new AssertionError("no XML: " + response.body(), e);
      }
    }

    int status() {
      return response.statusCode();
    }

    /** With a space after the semicolon, which some servers omit. */
    String contentType() {
      return response
          .headers()
          .firstValue("Content-Type")
          .orElse("")
          .replace(";charset", "; charset");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String namespace() {
      return document.getDocumentElement().getNamespaceURI();
    }

    String body() {
      return response.body();
    }

    /** The texts of all elements of the name in the contract's namespace, in document order. */
    List<String> all(String name) {
      List<String> texts = new ArrayList<>();
      for (Element element : elements(name)) {
        texts.add(element.getTextContent());
      }
      return texts;
    }

    String text(String name) {
      List<String> all = all(name);
      if (all.isEmpty()) {
        throw new AssertionError("no " + name + " in " + response.body());
      }
      return all.get(0);
    }

    /** The text of a child in each element of the name; empty for an element without it. */
    List<String> all(String parent, String child) {
      List<String> texts = new ArrayList<>();
      for (Element element : elements(parent)) {
        NodeList children = element.getElementsByTagNameNS(CONTRACT, child);
        texts.add(children.getLength() == 0 ? "" : children.item(0).getTextContent());
      }
      return texts;
    }

    private List<Element> elements(String name) {
      NodeList found = document.getElementsByTagNameNS(CONTRACT, name);
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        elements.add((Element) found.item(i));
      }
      return elements;
    }
  }
}
