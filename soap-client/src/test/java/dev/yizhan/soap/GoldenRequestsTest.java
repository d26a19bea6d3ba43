package dev.yizhan.soap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The requests on the wire, compared with files in the form that the documents print (document 5,
 * section 4; the help pages of any asmx).
 */
class GoldenRequestsTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 22, 8, 9, 10);
  private static final PhoneNumber PHONE = PhoneNumber.of("13800138000");
  private static final List<PhoneNumber> PHONES = List.of(PHONE, PhoneNumber.of("13900139000"));
  private static final String WINIC_TEXT = "优惠50％＆<b>镕喆</b> “你好” 😀";
  private static final String TRIGGER_TEXT = "优惠50%&<b>镕喆</b> 😀";
  private static final TriggerOptions OPTIONS =
      new TriggerOptions("7", 101, Optional.empty(), Optional.empty());
  private static final SubmitInfo SUBMIT_INFO = SubmitInfo.refusingAmpersands("demo");

  private static final Map<String, Function<WinicService, Outcome<?>>> WINIC =
      new LinkedHashMap<>();
  private static final Map<String, Function<LinkWsService, Outcome<?>>> LINKWS =
      new LinkedHashMap<>();
  private static final Map<String, Function<LinkWsDomesticService, Outcome<?>>> LINKWS_DOMESTIC =
      new LinkedHashMap<>();
  private static final Map<String, Function<WinnerlookTrigger, Outcome<?>>> WINNERLOOK =
      new LinkedHashMap<>();

  static {
    WINIC.put("SendMessages", s -> s.sendMessages(PHONES, WINIC_TEXT, Optional.of(TIME)));
    WINIC.put(
        "SendMessages_Ext",
        s -> s.sendMessagesExt(PHONES, WINIC_TEXT, Optional.of(TIME), "0123456789"));
    WINIC.put(
        "SendInternationalMessages",
        s ->
            s.sendInternationalMessages(
                List.of(PhoneNumber.of("+85291234567"), PhoneNumber.of("+85298765432")),
                WINIC_TEXT,
                Optional.of(TIME)));
    WINIC.put("GET_SMS_MO", s -> s.getSmsMo("001"));
    WINIC.put("GET_SMS_MO_Ext", WinicService::getSmsMoExt);
    WINIC.put("SMS_Reports", WinicService::smsReports);
    WINIC.put("GetUserInfo", WinicService::getUserInfo);
    WINIC.put(
        "RegineUser_",
        s -> s.regineUser(new Credentials("demo", "秘密1"), "agent", "驿站 & Co", "张三", "13800138000"));
    WINIC.put("EditUserPwd", s -> s.editUserPwd("新<密>码"));
    LINKWS.put(
        "IntlSend",
        s ->
            s.intlSend(
                List.of(PhoneNumber.of("+85291234567"), PHONE),
                "优惠50%&<b>镕喆</b>【驿站】",
                "12",
                Optional.of(TIME)));
    LINKWS.put("GetBalance", LinkWsService::getBalance);
    LINKWS_DOMESTIC.put(
        "BatchSend2", s -> s.batchSend2(PHONES, "优惠50%&<b>镕喆</b>【驿站】", "12", Optional.of(TIME)));
    LINKWS_DOMESTIC.put("Get", LinkWsDomesticService::get);
    LINKWS_DOMESTIC.put("GetReportSMS", LinkWsDomesticService::getReportSms);
    LINKWS_DOMESTIC.put("SelSum", LinkWsDomesticService::selSum);
    WINNERLOOK.put("GetBalanceConnect", WinnerlookTrigger::getBalanceConnect);
    WINNERLOOK.put(
        "SendMsg", s -> s.sendMsg(PHONE, TRIGGER_TEXT, OPTIONS.withCustomerUuid("0000a8ae-1")));
    WINNERLOOK.put("GetMoConnect", WinnerlookTrigger::getMoConnect);
    WINNERLOOK.put("GetMo2Connect", WinnerlookTrigger::getMo2Connect);
    WINNERLOOK.put("GetReportConnect", WinnerlookTrigger::getReportConnect);
    WINNERLOOK.put("GetReport2Connect", WinnerlookTrigger::getReport2Connect);
    WINNERLOOK.put("SendBatchMsg", s -> s.sendBatchMsg(PHONES, TRIGGER_TEXT, OPTIONS));
    WINNERLOOK.put(
        "sendMsgByEncrypt", s -> s.sendMsgByEncrypt(SUBMIT_INFO, PHONE, "测试", "0", OPTIONS));
    WINNERLOOK.put("GetReport2ByEncrypt", s -> s.getReport2ByEncrypt(SUBMIT_INFO));
    WINNERLOOK.put("GetMo2ByEncrypt", s -> s.getMo2ByEncrypt(SUBMIT_INFO));
    WINNERLOOK.put(
        "sendMsgExt",
        s ->
            s.sendMsgExt(
                PHONE,
                TRIGGER_TEXT,
                OPTIONS.withCustomerUuid("0000a8ae-1").withExtension("1234567890123456")));
    WINNERLOOK.put(
        "SendIndividualMsg",
        s ->
            s.sendIndividualMsg(
                IndividualTexts.of("|~|", "|-|"),
                List.of(
                    new IndividualTexts.Message("13800138000", "甲"),
                    new IndividualTexts.Message("13900139000", "乙 & <丙>")),
                TriggerOptions.DEFAULT.withCustomerUuid("0000a8ae-1")));
  }

  static Stream<Arguments> cells() {
    return Map.of(
            "winic-service", WINIC,
            "linkws", LINKWS,
            "linkws-domestic", LINKWS_DOMESTIC,
            "winnerlook-trigger", WINNERLOOK)
        .entrySet()
        .stream()
        .flatMap(
            service ->
                service.getValue().keySet().stream().map(op -> List.of(service.getKey(), op)))
        .flatMap(
            cell ->
                Stream.of(
                    Arguments.of(cell.get(0), cell.get(1), Binding.SOAP_1_1),
                    Arguments.of(cell.get(0), cell.get(1), Binding.SOAP_1_2)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void writesWhatTheDocumentsShow(String service, String operation, Binding binding)
      throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.answer("500 No", "", "");
            })) {
      assertThat(call(service, operation, ServiceSettings.of(base(server), binding)))
          .isEqualTo(new Outcome.Unknown<>("HTTP 500"));
      assertThat(server.requests()).hasSize(1);
      String request = server.requests().get(0);
      assertHead(service, operation, binding, request.substring(0, request.indexOf("\r\n\r\n")));
      byte[] body =
          request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
      assertThat(new String(body, StandardCharsets.UTF_8))
          .as("the first characters")
          .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><")
          .doesNotContain("xsi:type");
      assertThat(shape(body)).isEqualTo(shape(golden(service, operation, binding)));
    }
  }

  private static void assertHead(String service, String operation, Binding binding, String head) {
    String path =
        Map.of(
                "winic-service", "/service.asmx",
                "linkws", "/sdk2/LinkWS.asmx",
                "linkws-domestic", "/sdk2/LinkWS.asmx",
                "winnerlook-trigger", "/winnerrxd/api/ws/trigger")
            .get(service);
    assertThat(head).startsWith("POST " + path + " HTTP/1.1\r\n");
    if (binding == Binding.SOAP_1_1) {
      assertThat(head)
          .contains("\r\nContent-Type: text/xml; charset=utf-8\r\n")
          .contains("SOAPAction: \"http://tempuri.org/" + operation + "\"");
    } else {
      assertThat(head)
          .contains(
              "\r\nContent-Type: application/soap+xml; charset=utf-8; action=\"http://tempuri.org/"
                  + operation
                  + "\"\r\n")
          .doesNotContain("SOAPAction");
    }
  }

  private static java.net.URI base(RawServer server) {
    return server.address().resolve("/");
  }

  private static Outcome<?> call(String service, String operation, ServiceSettings settings) {
    switch (service) {
      case "winic-service" -> {
        try (WinicService client = WinicService.open(settings, new Credentials("demo", "秘密1"))) {
          return WINIC.get(operation).apply(client);
        }
      }
      case "linkws" -> {
        LinkWs.Dialect dialect =
            new LinkWs.Dialect(
                LinkWs.Dialect.Digest.LOWER_CASE, LinkWs.Dialect.Numbers.INTERNATIONAL);
        try (LinkWsService client =
            LinkWsService.open(settings, new Credentials("demo", "password"), dialect)) {
          return LINKWS.get(operation).apply(client);
        }
      }
      case "linkws-domestic" -> {
        try (LinkWsDomesticService client =
            LinkWsDomesticService.open(
                settings,
                new Credentials("demo", "pass & word"),
                LinkWsDomesticService.Site.DEFAULT)) {
          return LINKWS_DOMESTIC.get(operation).apply(client);
        }
      }
      default -> {
        try (WinnerlookTrigger client =
            WinnerlookTrigger.open(settings, new Credentials("demo", "demo & pass"))) {
          return WINNERLOOK.get(operation).apply(client);
        }
      }
    }
  }

  private static byte[] golden(String service, String operation, Binding binding)
      throws IOException {
    String name =
        "/requests/"
            + service
            + "/"
            + operation
            + (binding == Binding.SOAP_1_1 ? ".soap11.xml" : ".soap12.xml");
    try (InputStream in = GoldenRequestsTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  /** Every element with its namespace, depth and text, in order. */
  private static List<String> shape(byte[] document) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document parsed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
    List<String> shape = new ArrayList<>();
    walk(parsed.getDocumentElement(), 0, shape);
    return shape;
  }

  private static void walk(Element element, int depth, List<String> shape) {
    StringBuilder text = new StringBuilder();
    int at = shape.size();
    boolean leaf = true;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        // Metro writes an empty header, which SOAP treats like none.
        if (!inner.getLocalName().equals("Header") || inner.hasChildNodes()) {
          leaf = false;
          walk(inner, depth + 1, shape);
        }
      } else {
        text.append(child.getTextContent());
      }
    }
    shape.add(
        at,
        depth
            + " {"
            + element.getNamespaceURI()
            + "}"
            + element.getLocalName()
            + (leaf ? "=" + text : ""));
  }

  @Test
  void hasAGoldenFileForEveryOperationOfTheFourServices() {
    assertThat(cells()).hasSize(2 * (9 + 2 + 4 + 12));
  }
}
