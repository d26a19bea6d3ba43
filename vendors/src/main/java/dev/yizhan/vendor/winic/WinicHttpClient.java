package dev.yizhan.vendor.winic;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.http.FormClient;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Billing;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Planner;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** winic's HTTP service: ASP pages in GB2312, by GET or POST (document 1; vendor-rules §2). */
public final class WinicHttpClient implements VendorClient {

  static final Set<Ability> ABILITIES = Set.of();

  private static final FormEncoding ENCODING = FormEncoding.GB2312;
  private static final String SEND = "/sys_port/gateway/index.asp";
  private static final String BALANCE = "/webservice/public/remoney.asp";

  private final WinicSettings settings;
  private final FormClient client;

  private WinicHttpClient(WinicSettings settings, FormClient client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * Creates a client.
   *
   * @param settings the account
   * @param transport carries the calls; the caller closes it
   * @return a client for that account
   */
  public static WinicHttpClient of(WinicSettings settings, Transport transport) {
    settings.access().requireOneOf(WinicSettings.HTTP_TRANSPORTS);
    // What the charset lacks is found now, and not when there is something to send.
    Object unused =
        ENCODING.encode(settings.access().credentials().user())
            + ENCODING.encode(settings.access().credentials().password());
    return new WinicHttpClient(
        settings,
        FormClient.of(
            settings.access().address(),
            settings.access().binding().method(),
            ENCODING,
            transport));
  }

  @Override
  public Abilities abilities() {
    return Abilities.of(settings.limits(), ABILITIES);
  }

  @Override
  public Plan plan(Message message) {
    Planner planner =
        Planner.of(message, this::form)
            .encodable(ENCODING, settings.access().binding())
            .forbidden(WinicHttpClient::isBlank)
            .length(1, Integer.MAX_VALUE)
            .reaches(Set.of(PhoneNumber.Kind.MOBILE))
            .withoutExtension()
            .withoutMessageType();
    int size = planner.fitting(settings.limits(), settings.access(), Planner.encoded(ENCODING));
    return planner.plan(settings.limits(), size);
  }

  private String form(String text) {
    String widened = settings.widened().widen(text);
    return settings.blanks() == WinicSettings.Blanks.STRIPPED
        ? widened
            .chars()
            .filter(c -> !isBlank(c))
            .mapToObj(c -> String.valueOf((char) c))
            .collect(Collectors.joining())
        : widened;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == 0x3000 || c == '\r' || c == '\n';
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    return client.call(
        SEND,
        List.of(
            new Parameter("id", settings.access().credentials().user()),
            new Parameter("pwd", settings.access().credentials().password()),
            new Parameter(
                "to",
                call.recipients().stream()
                    .map(PhoneNumber::digits)
                    .collect(Collectors.joining(","))),
            new Parameter("content", call.text()),
            new Parameter("time", "")),
        WinicHttpClient::sent);
  }

  private static Answer<Sent> sent(String text) {
    Winic.HttpSend answer = Winic.HttpSend.parse(text);
    return answer.accepted()
        ? new Answer.Given<>(
            new Sent(
                answer.id().stream().toList(),
                0,
                new Billing(answer.billed(), answer.charge(), answer.balance())))
        : new Answer.Refused<>(ResultCode.of(WinicCode.class, answer.code()));
  }

  @Override
  public Outcome<Balance> balance() {
    return client.call(
        BALANCE,
        List.of(
            new Parameter("uid", settings.access().credentials().user()),
            new Parameter("pwd", settings.access().credentials().password())),
        text -> Winic.balance(text).map(amount -> new Balance(amount, Balance.Unit.CNY)));
  }
}
