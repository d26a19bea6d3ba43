package dev.yizhan.vendor.winic;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.Winic;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.http.VendorResponse;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.SmsVendor;
import dev.yizhan.vendor.VendorCall;
import java.util.List;

/** winic's asmx service over plain HTTP, in UTF-8 (document 2; vendor-rules §3). */
public final class WinicAsmx implements SmsVendor {

  private static final FormEncoding ENCODING = FormEncoding.UTF_8;
  private static final String SERVICE = "/service.asmx/";

  private final WinicSettings settings;
  private final VendorHttp http;

  private WinicAsmx(WinicSettings settings, VendorHttp http) {
    this.settings = settings;
    this.http = http;
  }

  /**
   * Takes an account.
   *
   * @param settings the account
   * @param http the way to the vendor; the caller closes it
   * @return a vendor for that account
   */
  public static WinicAsmx of(WinicSettings settings, VendorHttp http) {
    return new WinicAsmx(requireNonNull(settings, "settings"), requireNonNull(http, "http"));
  }

  @Override
  public Abilities abilities() {
    return new Abilities(
        settings.recipientsPerCall(),
        settings.partLength().single(),
        settings.partLength().joined(),
        false,
        false);
  }

  @Override
  public Plan plan(Message message) {
    return WinicPlanning.plan(message, settings, ENCODING, c -> false);
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    VendorRequest request =
        request(
            "SendMessages",
            new Parameter("tos", WinicPlanning.numbers(call)),
            new Parameter("msg", call.text()),
            new Parameter("otime", ""));
    return Outcome.of(http.exchange(request), WinicAsmx::outcome);
  }

  @Override
  public Outcome<Balance> balance() {
    return Outcome.of(
        http.exchange(request("GetUserInfo")),
        response ->
            Winic.account(text(response))
                .map(account -> new Balance(account.balance(), Balance.Unit.CNY)));
  }

  /** The service wants every parameter present: account first, then the operation's own. */
  private VendorRequest request(String operation, Parameter... own) {
    List<Parameter> parameters = new java.util.ArrayList<>();
    parameters.add(new Parameter("uid", settings.user()));
    parameters.add(new Parameter("pwd", settings.password()));
    parameters.addAll(List.of(own));
    return VendorRequest.form(
        settings.method(),
        settings.address().resolve(SERVICE + operation),
        ENCODING.encode(parameters));
  }

  private static Answer<Sent> outcome(VendorResponse response) {
    return Winic.asmxSend(text(response)).map(Sent::withId);
  }

  private static String text(VendorResponse response) {
    return StringElement.unwrap(ENCODING.text(response.body()));
  }
}
