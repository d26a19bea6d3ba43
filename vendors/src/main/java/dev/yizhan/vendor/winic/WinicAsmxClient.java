package dev.yizhan.vendor.winic;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.soap.WinicService;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.AccountDetails;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Done;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.NewAccount;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Planner;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** winic's asmx service, by SOAP 1.1, SOAP 1.2, POST or GET (document 2; vendor-rules §3). */
public final class WinicAsmxClient implements VendorClient {

  private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");
  static final Set<Ability> ABILITIES =
      Set.of(
          Ability.INTERNATIONAL,
          Ability.EXTENSION,
          Ability.REPORTS,
          Ability.REPLIES,
          Ability.ACCOUNT,
          Ability.REGISTRATION,
          Ability.PASSWORD_CHANGE);

  private final WinicSettings settings;
  private final WinicService service;

  private WinicAsmxClient(WinicSettings settings, WinicService service) {
    this.settings = settings;
    this.service = service;
  }

  /**
   * Creates a client.
   *
   * @param settings the account
   * @param transport carries the calls; the caller closes it
   * @return a client for that account
   */
  public static WinicAsmxClient of(WinicSettings settings, Transport transport) {
    return new WinicAsmxClient(
        settings,
        WinicService.over(settings.access().service(), settings.access().credentials(), transport));
  }

  @Override
  public Abilities abilities() {
    return Abilities.of(settings.limits(), ABILITIES);
  }

  @Override
  public Plan plan(Message message) {
    Planner planner =
        Planner.of(message, settings.widened()::widen)
            .encodable(FormEncoding.UTF_8, settings.access().binding())
            .length(1, Integer.MAX_VALUE)
            .reaches(Set.of(PhoneNumber.Kind.MOBILE, PhoneNumber.Kind.INTERNATIONAL))
            .extension(EXTENSION, "1 to 10 digits")
            .withoutMessageType();
    if (message.options().extension().isPresent()
        && message.recipients().stream().anyMatch(WinicAsmxClient::isAbroad)) {
      planner.refuse(
          Refusal.Reason.OPTION_NOT_CARRIED,
          "extension: numbers abroad get none over this channel: leave it out for them");
    }
    int size =
        planner.fitting(settings.limits(), settings.access(), Planner.encoded(FormEncoding.UTF_8));
    return planner.plan(
        settings.limits(),
        (numbers, text) ->
            byCountry(numbers).values().stream()
                .flatMap(country -> planner.calls(country, text, size).stream())
                .toList());
  }

  /** A call to other countries accepts numbers of one country, and none of the mainland. */
  private static Map<String, List<PhoneNumber>> byCountry(List<PhoneNumber> numbers) {
    return numbers.stream()
        .collect(
            Collectors.groupingBy(
                PhoneNumber::countryCode, LinkedHashMap::new, Collectors.toList()));
  }

  private static boolean isAbroad(PhoneNumber number) {
    return number.kind() == PhoneNumber.Kind.INTERNATIONAL;
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    Outcome<String> outcome;
    if (isAbroad(call.recipients().get(0))) {
      outcome = service.sendInternationalMessages(call.recipients(), call.text(), Optional.empty());
    } else if (call.options().extension().isPresent()) {
      outcome =
          service.sendMessagesExt(
              call.recipients(), call.text(), Optional.empty(), call.options().extension().get());
    } else {
      outcome = service.sendMessages(call.recipients(), call.text(), Optional.empty());
    }
    return outcome.map(Sent::withId);
  }

  @Override
  public Outcome<Balance> balance() {
    return service.getUserInfo().map(account -> new Balance(account.balance(), Balance.Unit.CNY));
  }

  @Override
  public Outcome<AccountDetails> account() {
    return service.getUserInfo().map(WinicAsmxClient::details);
  }

  private static AccountDetails details(WinicAccount account) {
    return new AccountDetails(
        account.user(),
        account.balance(),
        new AccountDetails.Prices(
            account.prices().sms(),
            account.prices().voice(),
            account.prices().fax(),
            account.prices().mms()),
        account.characters(),
        account.signature(),
        account.agent(),
        new AccountDetails.Contact(
            account.contact().company(), account.contact().person(), account.contact().details()));
  }

  @Override
  public Outcome<Records<Report>> reports(Transport via) {
    return service
        .via(via)
        .smsReports()
        .map(
            reports ->
                reports.map(
                    report ->
                        Report.of(
                            report.id(),
                            report.mobile(),
                            report.status(),
                            Optional.of(report.time()),
                            Optional.empty())));
  }

  @Override
  public Outcome<Records<Reply>> replies(Transport via) {
    WinicService poll = service.via(via);
    return settings
        .repliesPort()
        .map(poll::getSmsMo)
        .orElseGet(poll::getSmsMoExt)
        .map(
            replies ->
                replies.map(
                    reply ->
                        new Reply(
                            reply.mobile(),
                            reply.content(),
                            Optional.of(reply.port()).filter(port -> !port.isEmpty()),
                            Optional.of(reply.time()),
                            Optional.empty(),
                            Optional.empty())));
  }

  @Override
  public Outcome<Done> register(NewAccount account) {
    return service
        .regineUser(
            account.credentials(),
            account.agent(),
            account.company(),
            account.contact(),
            account.mobile())
        .map(done -> Done.DONE);
  }

  @Override
  public Outcome<Done> changePassword(String password) {
    return service.editUserPwd(password).map(done -> Done.DONE);
  }

  @Override
  public void close() {
    service.close();
  }
}
