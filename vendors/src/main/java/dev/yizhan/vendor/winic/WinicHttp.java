package dev.yizhan.vendor.winic;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicCode;
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

/** winic's HTTP service: ASP pages in GB2312, by GET or POST (document 1; vendor-rules §2). */
public final class WinicHttp implements SmsVendor {

  private static final FormEncoding ENCODING = FormEncoding.GB2312;
  private static final String SEND = "/sys_port/gateway/index.asp";
  private static final String BALANCE = "/webservice/public/remoney.asp";

  private final WinicSettings settings;
  private final VendorHttp http;

  private WinicHttp(WinicSettings settings, VendorHttp http) {
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
  public static WinicHttp of(WinicSettings settings, VendorHttp http) {
    return new WinicHttp(requireNonNull(settings, "settings"), requireNonNull(http, "http"));
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
    return WinicPlanning.plan(
        message, settings, ENCODING, c -> c == ' ' || c == 0x3000 || c == '\r' || c == '\n');
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    String form =
        ENCODING.encode(
            List.of(
                new Parameter("id", settings.user()),
                new Parameter("pwd", settings.password()),
                new Parameter("to", WinicPlanning.numbers(call)),
                new Parameter("content", call.text()),
                new Parameter("time", "")));
    return Outcome.of(http.exchange(request(SEND, form)), WinicHttp::outcome);
  }

  @Override
  public Outcome<Balance> balance() {
    String form =
        ENCODING.encode(
            List.of(
                new Parameter("uid", settings.user()), new Parameter("pwd", settings.password())));
    return Outcome.of(
        http.exchange(request(BALANCE, form)),
        response ->
            Winic.balance(text(response)).map(amount -> new Balance(amount, Balance.Unit.CNY)));
  }

  private VendorRequest request(String path, String form) {
    return VendorRequest.form(settings.method(), settings.address().resolve(path), form);
  }

  private static Answer<Sent> outcome(VendorResponse response) {
    Winic.HttpSend answer = Winic.HttpSend.parse(text(response));
    return answer.taken()
        ? new Answer.Given<>(
            new Sent(
                answer.id().stream().toList(),
                0,
                answer.billed(),
                answer.charge(),
                answer.balance()))
        : new Answer.Refused<>(WinicCode.of(answer.code()));
  }

  private static String text(VendorResponse response) {
    return ENCODING.text(response.body());
  }
}
