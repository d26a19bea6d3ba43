package dev.yizhan.gateway.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.wsdl.gateway.Delivery;
import dev.yizhan.wsdl.gateway.FetchReportsResponse;
import dev.yizhan.wsdl.gateway.Report;
import dev.yizhan.wsdl.gateway.SendResponse;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.Submission;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncodedStyleTest {

  private static final String STYLE =
      " s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"";
  private static final String STYLE_12 =
      " s:encodingStyle=\"http://www.w3.org/2003/05/soap-encoding\"";
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String TYPED =
      "<recipient xsi:type=\"xsd:string\">13800138000</recipient>"
          + "<text xsi:type=\"xsd:string\">hello</text>";
  private static final String UNTYPED = "<recipient>13800138000</recipient><text>hello</text>";

  private static final Consumer ANYBODY = Consumer.of("anybody", Consumer.Role.CONSUMER);

  private int calls;
  private final SoapEndpoint<SmsGateway> endpoint =
      SoapEndpoint.of(
          SmsGateway.class,
          consumer ->
              (SmsGateway)
                  Proxy.newProxyInstance(
                      SmsGateway.class.getClassLoader(),
                      new Class<?>[] {SmsGateway.class},
                      this::called),
          Contract.of("SmsGateway"));

  @AfterEach
  void dispose() {
    endpoint.dispose();
  }

  private Object called(Object proxy, Method method, Object[] arguments)
      throws ReflectiveOperationException {
    calls++;
    Object response = method.getReturnType().getConstructor().newInstance();
    if (response instanceof SendResponse sent) {
      Delivery delivery = new Delivery();
      delivery.setNumber("13800138000");
      Submission submission = new Submission();
      submission.setId("912126807741066924");
      submission.setReference("A&B");
      submission.setState("SUBMITTED");
      submission.setParts(1);
      submission.getDelivery().add(delivery);
      sent.setSubmission(submission);
    } else if (response instanceof FetchReportsResponse page) {
      Report report = new Report();
      report.setPosition("7");
      report.setMatchedByNumber(true);
      page.getReport().add(report);
    }
    return response;
  }

  private SoapResponse answer(
      String namespace, String ofEnvelope, String ofOperation, String operation, String content) {
    return answer(EncodedRequests.ENCODED, namespace, ofEnvelope, ofOperation, operation, content);
  }

  private SoapResponse answer(
      EncodedRequests rule,
      String namespace,
      String ofEnvelope,
      String ofOperation,
      String operation,
      String content) {
    String request =
        "<s:Envelope xmlns:s=\"%s\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                .formatted(namespace)
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"%s><s:Body>".formatted(ofEnvelope)
            + "<n:%s xmlns:n=\"urn:yizhan:sms:1\"%s>".formatted(operation, ofOperation)
            + "%s</n:%s></s:Body></s:Envelope>".formatted(content, operation);
    return endpoint
        .answer(
            new SoapEndpoint.Request(
                request.getBytes(UTF_8), "text/xml; charset=utf-8", rule, header -> ANYBODY))
        .join();
  }

  private static String content(SoapResponse response) {
    return new String(response.body(), UTF_8)
        .replaceFirst("(?s).*?Body>", "")
        .replaceFirst("(?s)</[^<]*Body>.*", "");
  }

  /** Strings only: Axis 1 demands the declared return type of every value without a declaration. */
  @Test
  void writesASubmissionFlatAsStringsItsIdFirst() {
    assertThat(content(answer(SOAP_11, "", STYLE, "Send", TYPED)))
        .isEqualTo(
            "<sms:SendResponse xmlns:sms=\"urn:yizhan:sms:1\""
                + STYLE.replace("s:", "soap:")
                + "><id xsi:type=\"xsd:string\">912126807741066924</id>"
                + "<reference xsi:type=\"xsd:string\">A&amp;B</reference>"
                + "<state xsi:type=\"xsd:string\">SUBMITTED</state>"
                + "<parts xsi:type=\"xsd:string\">1</parts>"
                + "<more xsi:type=\"xsd:string\">false</more></sms:SendResponse>");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void writesListsAsArraysOfMapsWithTypes() {
    assertThat(
            content(
                answer(SOAP_11, "", STYLE, "FetchReports", "<max xsi:type=\"xsd:int\">10</max>")))
        .contains(
            "><report xsi:type=\"enc:Array\" enc:arrayType=\"apache:Map[1]\">"
                + "<item xsi:type=\"apache:Map\">"
                + "<item><key xsi:type=\"xsd:string\">position</key>"
                + "<value xsi:type=\"xsd:string\">7</value></item>"
                + "<item><key xsi:type=\"xsd:string\">matchedByNumber</key>"
                + "<value xsi:type=\"xsd:boolean\">true</value></item>"
                + "</item></report><more xsi:type=\"xsd:boolean\">false</more>");
  }

  @Test
  void writesAnEmptyListAndAnEmptyResponse() {
    assertThat(content(answer(SOAP_11, "", STYLE, "ListChannels", "")))
        .contains("><channel xsi:type=\"enc:Array\" enc:arrayType=\"apache:Map[0]\"/></");
    assertThat(
            content(
                answer(
                    SOAP_11,
                    "",
                    STYLE,
                    "Acknowledge",
                    "<kind xsi:type=\"xsd:string\">REPORTS</kind>"
                        + "<position xsi:type=\"xsd:string\">1</position>")))
        .contains("AcknowledgeResponse")
        .doesNotContain("xsi:type");
  }

  @Test
  void seesTheStyleByOneTypedParameter() {
    assertThat(
            content(
                answer(
                    SOAP_11,
                    "",
                    STYLE,
                    "Send",
                    "<recipient>13800138000</recipient><text xsi:type=\"xsd:string\">hi</text>")))
        .contains("<id xsi:type");
  }

  /** PHP and SOAP::Lite state the style on the Envelope, PHP in SOAP 1.2 on the operation. */
  @Test
  void leavesCallersAloneThatReadTheOrdinaryResponse() {
    for (SoapResponse response :
        new SoapResponse[] {
          answer(SOAP_11, STYLE, "", "Send", TYPED),
          answer(SOAP_11, STYLE, STYLE, "Send", UNTYPED),
          answer(SOAP_11, "", "", "Send", TYPED),
          answer(SOAP_12, "", STYLE_12, "Send", TYPED),
          answer(EncodedRequests.DOCUMENT, SOAP_11, "", STYLE, "Send", TYPED)
        }) {
      assertThat(content(response)).contains("<submission>").doesNotContain("xsi:type");
    }
    assertThat(calls).isEqualTo(5);
  }

  @Test
  void refusesBeforeAnythingIsDone() {
    SoapResponse refusal = answer(EncodedRequests.REFUSED, SOAP_11, "", STYLE, "Send", TYPED);

    assertThat(refusal.fault()).isEqualTo(Optional.of(FaultCode.INVALID_REQUEST));
    assertThat(new String(refusal.body(), UTF_8)).contains("rpc/encoded", "?wsdl11");
    assertThat(calls).isZero();
    assertThat(content(answer(EncodedRequests.REFUSED, SOAP_11, STYLE, "", "Send", TYPED)))
        .contains("<submission>");
  }
}
