package dev.yizhan.benchmarks;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.winic.WinicHttpClient;
import dev.yizhan.vendor.winic.WinicSettings;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import java.net.URI;
import java.util.List;

/** The baseline of the gateway: a SOAP service that only makes the same vendor call. */
@WebService(serviceName = "Bare", targetNamespace = "urn:yizhan:bare")
public class BareService {

  private static final VendorClient VENDOR =
      WinicHttpClient.of(
          WinicSettings.http(
              new Access(
                  URI.create(System.getProperty("bench.vendor", "http://127.0.0.1:1")),
                  Binding.HTTP_POST,
                  new Credentials("demo", "demo"))),
          VendorHttp.open(HttpSettings.DEFAULT));

  /** Called by the runtime. */
  public BareService() {}

  /**
   * Sends one message.
   *
   * @param requestId ignored
   * @return the vendor's id
   */
  @WebMethod(operationName = "Send")
  @WebResult(name = "vendorId")
  public String send(
      @WebParam(name = "requestId") String requestId,
      @WebParam(name = "recipient") String recipient,
      @WebParam(name = "text") String text) {
    Outcome<Sent> outcome =
        VENDOR.send(
            VENDOR.plan(new Message(List.of(PhoneNumber.of(recipient)), text)).calls().get(0));
    return outcome.match(
        accepted -> accepted.value().ids().get(0),
        rejected -> notSent(outcome),
        notSent -> notSent(outcome),
        unknown -> notSent(outcome));
  }

  private static String notSent(Outcome<Sent> outcome) {
    throw new IllegalStateException("Not sent: " + outcome.reason());
  }
}
