package dev.yizhan.vendor.linkws;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.soap.LinkWsService;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Planner;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * LinkWS, by SOAP 1.1, SOAP 1.2, POST or GET (document 4; vendor-rules §5). It has no reports and
 * no replies.
 */
public final class LinkWsClient implements VendorClient {

  static final Set<Ability> ABILITIES = Set.of(Ability.EXTENSION, Ability.INTERNATIONAL);

  private static final int SHORTEST_TEXT = 3;
  private static final int LONGEST_TEXT = 300;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]+");
  private static final Pattern SIGNED = Pattern.compile("【[^【】]+】\\z");

  private final LinkWsSettings settings;
  private final FormEncoding encoding;
  private final LinkWsService service;

  private LinkWsClient(LinkWsSettings settings, LinkWsService service) {
    this.settings = settings;
    this.encoding = settings.access().binding().isSoap() ? FormEncoding.UTF_8 : FormEncoding.GB2312;
    this.service = service;
    // What the charset lacks is found now, and not when there is something to send.
    Object unused = encoding.encode(settings.access().credentials().user());
  }

  /**
   * Creates a client.
   *
   * @param settings the account
   * @param transport carries the calls; the caller closes it
   * @return a client for that account
   */
  public static LinkWsClient of(LinkWsSettings settings, Transport transport) {
    return new LinkWsClient(
        settings,
        LinkWsService.over(
            settings.access().service(),
            settings.access().credentials(),
            settings.dialect(),
            transport));
  }

  private boolean reachesAbroad() {
    return settings.dialect().numbers() == LinkWs.Dialect.Numbers.INTERNATIONAL;
  }

  @Override
  public Abilities abilities() {
    return Abilities.of(settings.limits(), reachesAbroad() ? ABILITIES : Set.of(Ability.EXTENSION));
  }

  @Override
  public Plan plan(Message message) {
    Planner planner =
        Planner.signingAtTheEnd(message, this::form)
            .encodable(encoding, settings.access().binding())
            .length(SHORTEST_TEXT, LONGEST_TEXT)
            .endsWith(
                SIGNED,
                "the text must end with a signature, 【…】: write one, or give signature, or set one"
                    + " for the channel")
            .reaches(
                reachesAbroad()
                    ? Set.of(PhoneNumber.Kind.MOBILE, PhoneNumber.Kind.INTERNATIONAL)
                    : Set.of(PhoneNumber.Kind.MOBILE))
            .extension(EXTENSION, "digits")
            .withoutMessageType();
    int size = planner.fitting(settings.limits(), settings.access(), Planner.encoded(encoding));
    return planner.plan(settings.limits(), size);
  }

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
        .intlSend(
            call.recipients(), call.text(), call.options().extension().orElse(""), Optional.empty())
        .map(Sent::withId);
  }

  @Override
  public Outcome<Balance> balance() {
    return service.getBalance().map(amount -> new Balance(amount, Balance.Unit.MESSAGES));
  }

  @Override
  public Duration balancePause() {
    return Duration.ofSeconds(30);
  }

  @Override
  public void close() {
    service.close();
  }
}
