package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.http.Binding;
import dev.yizhan.http.PostResult;
import java.util.Map;

/** The form of a consumer's callbacks. */
public enum CallbackForm {
  JSON,
  SOAP_11,
  SOAP_12;

  private static final int SERVER_ERROR = 500;

  /**
   * What a receiver's answer says.
   *
   * @param reason nothing that the receiver wrote
   */
  record Reading(Receiver.Result result, String reason) {}

  String contentType() {
    return switch (this) {
      case JSON -> "application/json";
      case SOAP_11 -> "text/xml; charset=utf-8";
      case SOAP_12 -> "application/soap+xml; charset=utf-8; action=" + SoapForm.action();
    };
  }

  /** Headers beside the signature. */
  Map<String, String> headers() {
    return this == SOAP_11 ? Map.of("SOAPAction", SoapForm.action()) : Map.of();
  }

  byte[] body(String id, Receiver.Delivery delivery) {
    return switch (this) {
      case JSON -> JsonForm.body(delivery);
      case SOAP_11 -> SoapForm.body(Binding.SOAP_1_1, id, delivery);
      case SOAP_12 -> SoapForm.body(Binding.SOAP_1_2, id, delivery);
    };
  }

  /**
   * Reads an answer whose status alone says what the caller gives. A SOAP stack answers a fault
   * with 500, some with 200; what kind of fault it is says more. Content counts only with these.
   */
  Reading read(PostResult answer, Receiver.Result byStatus) {
    int status = answer.status().orElse(0);
    boolean isSuccess = byStatus == Receiver.Result.ACCEPTED;
    if (this == JSON || !isSuccess && status != SERVER_ERROR) {
      return new Reading(byStatus, answer.reason());
    }
    SoapAnswer content = answer.content().map(SoapAnswer::read).orElse(SoapAnswer.OTHER);
    return switch (content) {
      case RESPONSE -> new Reading(byStatus, answer.reason());
      case CLIENT_FAULT ->
          new Reading(Receiver.Result.REFUSED, answer.reason() + ", a fault of the caller");
      case SERVER_FAULT ->
          new Reading(Receiver.Result.FAILED, answer.reason() + ", a fault of the receiver");
      case OTHER ->
          new Reading(
              Receiver.Result.FAILED,
              answer.reason() + (isSuccess ? " without " + SoapForm.OPERATION + "Response" : ""));
    };
  }
}
