package dev.yizhan.benchmarks;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.WeakHash;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends at front doors that, like {@code /sms}, answer with the outcome. */
final class FrontDoorCalls {

  static final String SOAP_PATH = "/yizhan/door/linkws/sdk2/LinkWS.asmx";
  static final String SOAP_ANSWER = "<IntlSendResult>[1-9]";

  static final String FORM_PATH = "/yizhan/door/winic-http/sys_port/gateway/index.asp";
  static final String FORM_ANSWER = "^000/";

  private static final String USER = "demo";
  private static final String NUMBER = "13800138000";

  private FrontDoorCalls() {}

  /** What a gateway needs for them. */
  static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("yizhan.route", "winic");
    for (String door : List.of("linkws", "winic-http")) {
      settings.put("yizhan.door." + door + ".served", "true");
      settings.put("yizhan.consumer.demo.login." + door + ".user", USER);
      settings.put("yizhan.consumer.demo.login." + door + ".password", USER);
    }
    return settings;
  }

  /** SOAP 1.1, as an asmx proxy writes it. */
  static byte[] soap(String text) {
    return SoapCaller.post(
        SOAP_PATH,
        "text/xml; charset=utf-8\r\nSOAPAction: \"http://tempuri.org/IntlSend\"",
        SoapCaller.envelope(
            "<IntlSend xmlns=\"http://tempuri.org/\"><CorpID>"
                + USER
                + "</CorpID><Pwd>"
                + WeakHash.md5(USER)
                + "</Pwd><Mobile>"
                + NUMBER
                + "</Mobile><Content>"
                + text
                + "</Content><Cell/><SendTime/></IntlSend>"));
  }

  /** A form in GB2312. */
  static byte[] form(String text) {
    byte[] form =
        FormEncoding.GB2312
            .encode(
                List.of(
                    new Parameter("id", USER),
                    new Parameter("pwd", USER),
                    new Parameter("to", NUMBER),
                    new Parameter("content", text),
                    new Parameter("time", "")))
            .getBytes(StandardCharsets.US_ASCII);
    return SoapCaller.post(FORM_PATH, "application/x-www-form-urlencoded", form);
  }
}
