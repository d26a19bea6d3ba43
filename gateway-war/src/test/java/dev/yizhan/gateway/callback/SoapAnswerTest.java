package dev.yizhan.gateway.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.http.PostResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/inbox.md, "Callbacks by SOAP". */
class SoapAnswerTest {

  private static final String RESPONSE =
      "<r:ReceiveRecordsResponse xmlns:r='urn:yizhan:sms-callback:1'/>";

  private static String envelope(String namespace, String body) {
    return "<?xml version='1.0'?><e:Envelope xmlns:e='"
        + namespace
        + "'><e:Header><h xmlns=''><Fault/></h></e:Header><e:Body>"
        + body
        + "</e:Body></e:Envelope>";
  }

  private static String fault11(String code) {
    return envelope(
        SoapForm.SOAP_11,
        "<e:Fault><faultcode>"
            + code
            + "</faultcode><faultstring>no</faultstring><detail><faultcode>Client</faultcode>"
            + "</detail></e:Fault>");
  }

  private static String fault12(String code) {
    return envelope(
        SoapForm.SOAP_12,
        "<e:Fault><e:Code><e:Value>"
            + code
            + "</e:Value><e:Subcode><e:Value>e:Sender</e:Value></e:Subcode></e:Code></e:Fault>");
  }

  private static Receiver.Answer answer(int status, String content) {
    return HttpReceiver.answer(
        CallbackForm.SOAP_12,
        new PostResult(
            Optional.of(status),
            Optional.empty(),
            Optional.of(content.getBytes(StandardCharsets.UTF_8)),
            "HTTP " + status,
            false),
        Instant.EPOCH);
  }

  private static Receiver.Answer expected(Receiver.Result result, String reason) {
    return new Receiver.Answer(result, reason, Optional.empty());
  }

  @Test
  void takesTheResponseOfEitherVersionForAnAcknowledgement() {
    Receiver.Answer accepted = expected(Receiver.Result.ACCEPTED, "HTTP 200");
    assertThat(answer(200, envelope(SoapForm.SOAP_11, RESPONSE))).isEqualTo(accepted);
    assertThat(answer(200, envelope(SoapForm.SOAP_12, "\n" + RESPONSE))).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "<html><body>welcome</body></html>",
    "''",
    "<r:ReceiveRecordsResponse xmlns:r='urn:yizhan:sms-callback:1'/>",
    "<Envelope><Body><ReceiveRecordsResponse/></Body></Envelope>",
  })
  void takesNoOtherContentForOne(String content) {
    assertThat(answer(200, content))
        .isEqualTo(expected(Receiver.Result.FAILED, "HTTP 200 without ReceiveRecordsResponse"));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "<ReceiveRecordsResponse/>",
    "<x:SendResponse xmlns:x='urn:yizhan:sms:1'/>",
    "<x:SendResponse xmlns:x='urn:x'/><r:ReceiveRecordsResponse xmlns:r='urn:yizhan:sms-callback:1'/>",
  })
  void takesNoOtherResponseForOne(String body) {
    assertThat(answer(200, envelope(SoapForm.SOAP_11, body)))
        .isEqualTo(expected(Receiver.Result.FAILED, "HTTP 200 without ReceiveRecordsResponse"));
  }

  @Test
  void takesNoPartOfAnEnvelopeForOne() {
    String whole = envelope(SoapForm.SOAP_11, RESPONSE);
    assertThat(answer(200, whole.substring(0, whole.length() - 3)).result())
        .isEqualTo(Receiver.Result.FAILED);
    assertThat(
            HttpReceiver.answer(
                    CallbackForm.SOAP_11,
                    new PostResult(
                        Optional.of(200), Optional.empty(), Optional.empty(), "HTTP 200", false),
                    Instant.EPOCH)
                .result())
        .isEqualTo(Receiver.Result.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "e:Client, REFUSED, caller",
    "SOAP-ENV:Client.Authentication, REFUSED, caller",
    "e:Server, FAILED, receiver",
    "e:VersionMismatch, FAILED, receiver",
    "e:Clients, FAILED, receiver",
  })
  void readsAFaultOfSoap11(String code, Receiver.Result result, String whose) {
    assertThat(answer(500, fault11(code)))
        .isEqualTo(expected(result, "HTTP 500, a fault of the " + whose));
    assertThat(answer(200, fault11(code)))
        .isEqualTo(expected(result, "HTTP 200, a fault of the " + whose));
  }

  @ParameterizedTest
  @CsvSource({"e:Sender, REFUSED, caller", "e:Receiver, FAILED, receiver"})
  void readsAFaultOfSoap12(String code, Receiver.Result result, String whose) {
    assertThat(answer(500, fault12(code)))
        .isEqualTo(expected(result, "HTTP 500, a fault of the " + whose));
  }

  @Test
  void goesByAnyOtherStatusAlone() {
    assertThat(answer(503, envelope(SoapForm.SOAP_12, RESPONSE)))
        .isEqualTo(expected(Receiver.Result.UNAVAILABLE, "HTTP 503"));
    assertThat(answer(400, fault12("e:Receiver")))
        .isEqualTo(expected(Receiver.Result.REFUSED, "HTTP 400"));
    assertThat(answer(500, "<html/>")).isEqualTo(expected(Receiver.Result.FAILED, "HTTP 500"));
  }
}
