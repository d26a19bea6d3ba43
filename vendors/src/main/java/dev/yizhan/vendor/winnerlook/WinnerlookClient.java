package dev.yizhan.vendor.winnerlook;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.soap.TriggerOptions;
import dev.yizhan.soap.WinnerlookTrigger;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Planner;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * winnerlook, by SOAP 1.1, SOAP 1.2, POST or GET (document 5; vendor-rules §6). One number goes by
 * SendMsg with the client's id, many by SendBatchMsg, which has no place for one; an extension goes
 * by sendMsgExt, one number a call; with encryption everything goes by sendMsgByEncrypt, one number
 * a call.
 */
public final class WinnerlookClient implements VendorClient {

  static final Set<Ability> ABILITIES =
      Set.of(
          Ability.MESSAGE_TYPE,
          Ability.REPORTS,
          Ability.REPLIES,
          Ability.EXTENSION,
          Ability.INDIVIDUAL);

  private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,16}");
  private static final int HEX_DIGITS_A_BYTE = 2;

  /** The names of what is encrypted with the text, and its padding, as hexadecimal digits. */
  private static final int NAMES_INSIDE = 120;

  private static final FullWidth AMPERSAND = FullWidth.of("&");
  private static final Pattern TYPE = Pattern.compile("[0-9]{1,9}");

  private final WinnerlookSettings settings;
  private final Optional<SubmitInfo> encryption;
  private final WinnerlookTrigger service;

  private WinnerlookClient(WinnerlookSettings settings, WinnerlookTrigger service) {
    this.settings = settings;
    this.service = service;
    String password = settings.access().credentials().password();
    this.encryption =
        switch (settings.encryption()) {
          case NONE -> Optional.empty();
          case REFUSING_AMPERSANDS -> Optional.of(SubmitInfo.refusingAmpersands(password));
          case WIDENING_AMPERSANDS -> Optional.of(SubmitInfo.wideningAmpersands(password));
        };
    // What cannot be encrypted is found now, and not when there is something to send.
    Optional<String> unused =
        encryption.map(info -> info.send("13800138000", "", "101", settings.vendorChannel()));
  }

  /**
   * Creates a client.
   *
   * @param settings the account
   * @param transport carries the calls; the caller closes it
   * @return a client for that account
   * @throws CodecException where the settings ask for encryption, and password or channel cannot be
   *     encrypted
   */
  public static WinnerlookClient of(WinnerlookSettings settings, Transport transport) {
    return new WinnerlookClient(
        settings,
        WinnerlookTrigger.over(
            settings.access().service(), settings.access().credentials(), transport));
  }

  @Override
  public Abilities abilities() {
    Set<Ability> can = EnumSet.copyOf(ABILITIES);
    if (encryption.isPresent()) {
      can.remove(Ability.EXTENSION);
    }
    if (encryption.isPresent() || settings.separators().isEmpty()) {
      can.remove(Ability.INDIVIDUAL);
    }
    return new Abilities(
        encryption.isPresent() ? 1 : settings.limits().recipientsPerCall(),
        settings.limits().segmentLength(),
        can);
  }

  @Override
  public Plan plan(Message message) {
    boolean encrypted = encryption.isPresent();
    Planner planner =
        Planner.of(message, this::form)
            .encodable(encrypted ? FormEncoding.GB2312 : FormEncoding.UTF_8, binding())
            .length(1, Integer.MAX_VALUE)
            .reaches(Set.of(PhoneNumber.Kind.MOBILE));
    message
        .options()
        .messageType()
        .filter(TYPE.asMatchPredicate().negate())
        .ifPresent(
            type ->
                planner.refuse(
                    Refusal.Reason.OPTION_NOT_CARRIED, "messageType: give the vendor's number"));
    if (encrypted) {
      planner.withoutExtension();
      if (settings.encryption() == WinnerlookSettings.Encryption.REFUSING_AMPERSANDS) {
        planner.forbidden(c -> c == '&');
      }
    } else {
      planner.extension(EXTENSION, "1 to 16 digits");
    }
    boolean oneByOne = encrypted || message.options().extension().isPresent();
    int size =
        planner.fitting(
            settings.limits(),
            settings.access(),
            encrypted
                ? text -> HEX_DIGITS_A_BYTE * FormEncoding.GB2312.bytes(text).length + NAMES_INSIDE
                : Planner.encoded(FormEncoding.UTF_8));
    return isIndividual(message)
        ? individually(planner)
        : planner.plan(settings.limits(), oneByOne ? 1 : size);
  }

  /** Texts that the vendor's separators would cut elsewhere are refused, neighbours included. */
  private Plan individually(Planner planner) {
    int size =
        planner.fittingIndividually(
            settings.limits(), settings.access(), Planner.encoded(FormEncoding.UTF_8));
    Plan plan = planner.planIndividually(settings.limits(), size);
    for (VendorCall call : plan.calls()) {
      try {
        String unused = settings.separators().orElseThrow().write(individual(call));
      } catch (CodecException e) {
        return planner
            .refuse(
                Refusal.Reason.CHARACTER_FORBIDDEN,
                "a text holds a separator of the vendor's protocol, or makes one with its"
                    + " neighbour: remove it")
            .planIndividually(settings.limits(), size);
      }
    }
    return plan;
  }

  private String form(String text) {
    return settings.encryption() == WinnerlookSettings.Encryption.WIDENING_AMPERSANDS
        ? AMPERSAND.widen(text)
        : text;
  }

  private Binding binding() {
    return settings.access().binding();
  }

  /** Per-recipient texts in one call: only without other options. */
  private boolean isIndividual(Message message) {
    return message.texts().size() > 1
        && encryption.isEmpty()
        && settings.separators().isPresent()
        && message.options().extension().isEmpty()
        && settings.autograph().isEmpty();
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    boolean one = call.recipients().size() == 1;
    boolean oneByOne = encryption.isPresent() || call.options().extension().isPresent();
    boolean individual = call.texts().size() > 1;
    if (oneByOne && !one || individual && (oneByOne || settings.separators().isEmpty())) {
      return new Outcome.NotSent<>("the call was planned under other settings of the channel");
    }
    return sent(call).map(Sent::withId);
  }

  private Outcome<String> sent(VendorCall call) {
    PhoneNumber first = call.recipients().get(0);
    TriggerOptions options = options(call);
    if (call.texts().size() > 1) {
      return service.sendIndividualMsg(
          settings.separators().orElseThrow(), individual(call), options);
    }
    if (encryption.isPresent()) {
      return service.sendMsgByEncrypt(
          encryption.get(), first, call.text(), settings.vendorChannel(), without(options));
    }
    if (options.extension().isPresent()) {
      return service.sendMsgExt(first, call.text(), options);
    }
    return call.recipients().size() == 1
        ? service.sendMsg(first, call.text(), options)
        : service.sendBatchMsg(call.recipients(), call.text(), without(options));
  }

  private TriggerOptions options(VendorCall call) {
    return new TriggerOptions(
        settings.autograph(),
        call.options().messageType().map(Integer::parseInt).orElse(settings.messageType()),
        call.options().id(),
        call.options().extension());
  }

  private static TriggerOptions without(TriggerOptions options) {
    return new TriggerOptions(
        options.autograph(), options.smsType(), Optional.empty(), Optional.empty());
  }

  private static List<IndividualTexts.Message> individual(VendorCall call) {
    List<IndividualTexts.Message> messages = new ArrayList<>();
    for (int i = 0; i < call.recipients().size(); i++) {
      messages.add(
          new IndividualTexts.Message(call.recipients().get(i).digits(), call.texts().get(i)));
    }
    return messages;
  }

  @Override
  public Outcome<Balance> balance() {
    return service.getBalanceConnect().map(amount -> new Balance(amount, Balance.Unit.VENDOR));
  }

  @Override
  public Outcome<Records<Report>> reports(Transport via) {
    WinnerlookTrigger poll = service.via(via);
    Outcome<Records<WinnerlookInbox.Report>> reports =
        encryption
            .map(poll::getReport2ByEncrypt)
            .orElseGet(
                () ->
                    settings.polls() == WinnerlookSettings.Polls.FIRST
                        ? poll.getReportConnect()
                        : poll.getReport2Connect());
    return reports.map(records -> records.map(WinnerlookRecords::report));
  }

  @Override
  public Outcome<Records<Reply>> replies(Transport via) {
    WinnerlookTrigger poll = service.via(via);
    Outcome<Records<WinnerlookInbox.Reply>> replies =
        encryption
            .map(poll::getMo2ByEncrypt)
            .orElseGet(
                () ->
                    settings.polls() == WinnerlookSettings.Polls.FIRST
                        ? poll.getMoConnect()
                        : poll.getMo2Connect());
    return replies.map(records -> records.map(WinnerlookRecords::reply));
  }

  @Override
  public void close() {
    service.close();
  }
}
