package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.soap.LinkWsDomesticService;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Planner;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * LinkWS's domestic interface, by SOAP 1.1, SOAP 1.2, POST or GET (vendor-rules §8, source W:
 * public client code; §5 for what it has in common with document 4).
 */
public final class LinkWsDomesticClient implements VendorClient {

  static final Set<Ability> ABILITIES = Set.of(Ability.EXTENSION, Ability.REPORTS, Ability.REPLIES);

  private static final Pattern EXTENSION = Pattern.compile("[0-9]+");
  private static final Pattern SIGNED = Pattern.compile("【[^【】]+】\\z");
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final LinkWsDomesticSettings settings;
  private final FormEncoding encoding;
  private final LinkWsDomesticService service;

  private LinkWsDomesticClient(LinkWsDomesticSettings settings, LinkWsDomesticService service) {
    this.settings = settings;
    this.encoding = settings.site().encoding(settings.access().binding());
    this.service = service;
    // What the charset lacks is found now, and not when there is something to send.
    Object unused =
        encoding.encode(settings.access().credentials().user())
            + encoding.encode(settings.access().credentials().password());
  }

  /**
   * Creates a client.
   *
   * @param settings the account
   * @param transport carries the calls; the caller closes it
   * @return a client for that account
   */
  public static LinkWsDomesticClient of(LinkWsDomesticSettings settings, Transport transport) {
    return new LinkWsDomesticClient(
        settings,
        LinkWsDomesticService.over(
            settings.access().service(),
            settings.access().credentials(),
            settings.site(),
            transport));
  }

  @Override
  public Abilities abilities() {
    return Abilities.of(settings.limits(), ABILITIES);
  }

  @Override
  public Plan plan(Message message) {
    Planner planner =
        Planner.signingAtTheEnd(message, this::form)
            .encodable(encoding, settings.access().binding())
            .length(LinkWsDomesticSettings.SHORTEST_TEXT, settings.longestText())
            .reaches(Set.of(PhoneNumber.Kind.MOBILE))
            .extension(EXTENSION, "digits")
            .withoutMessageType();
    int size = planner.fitting(settings.limits(), settings.access(), Planner.encoded(encoding));
    return planner.plan(settings.limits(), size);
  }

  /**
   * Without a signature of the channel, a text may have none: some resellers add one. The others
   * answer -7.
   */
  private String form(String text) {
    String signed =
        SIGNED.matcher(text).find()
            ? text
            : text + settings.signature().map(who -> "【" + who + "】").orElse("");
    return settings.widened().widen(signed);
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    return service
        .batchSend2(
            call.recipients(), call.text(), call.options().extension().orElse(""), Optional.empty())
        .map(Sent::withId);
  }

  @Override
  public Outcome<Balance> balance() {
    return service.selSum().map(amount -> new Balance(amount, Balance.Unit.MESSAGES));
  }

  @Override
  public Duration balancePause() {
    return PAUSE;
  }

  @Override
  public Duration pollPause() {
    return PAUSE;
  }

  @Override
  public Outcome<Records<Report>> reports(Transport via) {
    return service
        .via(via)
        .getReportSms()
        .map(reports -> reports.map(LinkWsDomesticClient::report));
  }

  private static Report report(LinkWsDomesticInbox.Report report) {
    return Report.of(
        report.id(), report.number(), report.status(), report.done(), Optional.empty());
  }

  @Override
  public Outcome<Records<Reply>> replies(Transport via) {
    return service.via(via).get().map(replies -> replies.map(LinkWsDomesticClient::reply));
  }

  private static Reply reply(LinkWsDomesticInbox.Reply reply) {
    return new Reply(
        reply.number(),
        reply.text(),
        Optional.of(reply.extension()).filter(extension -> !extension.isEmpty()),
        Optional.of(reply.time()),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void close() {
    service.close();
  }
}
