package dev.yizhan.vendor.changlong;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.answer.Records;
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
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** changlong's four pages, by GET or POST (document 3; vendor-rules §4). */
public final class ChanglongClient implements VendorClient {

  static final Set<Ability> ABILITIES = Set.of(Ability.LANDLINES, Ability.REPORTS, Ability.REPLIES);

  private static final FormEncoding ENCODING = FormEncoding.GB2312;
  private static final int LONGEST_TEXT = 335;
  private static final int DELIVERED = 10;
  private static final int NOT_YET = -1;

  private final ChanglongSettings settings;
  private final FormClient client;

  private ChanglongClient(ChanglongSettings settings, FormClient client) {
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
  public static ChanglongClient of(ChanglongSettings settings, Transport transport) {
    // What the charset lacks is found now, and not when there is something to send.
    Object unused =
        ENCODING.encode(settings.access().credentials().user())
            + ENCODING.encode(settings.access().credentials().password());
    return new ChanglongClient(
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
        Planner.of(message, text -> text)
            .encodable(ENCODING, settings.access().binding())
            .length(1, LONGEST_TEXT)
            .reaches(Set.of(PhoneNumber.Kind.MOBILE, PhoneNumber.Kind.LANDLINE))
            .withoutExtension()
            .withoutMessageType();
    int size = planner.fitting(settings.limits(), settings.access(), Planner.encoded(ENCODING));
    return planner.plan(settings.limits(), size);
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    // send_time is left out when it is not used (document 3, 1.1.1).
    return call(
        client,
        "sendsms_txt",
        answer -> Changlong.send(answer).map(sent -> sent(sent, call.recipients().size())),
        new Parameter(
            "send_phone",
            call.recipients().stream().map(PhoneNumber::digits).collect(Collectors.joining(","))),
        new Parameter("send_content", call.text()));
  }

  /** Numbers that the vendor counts neither as accepted nor as failed are unknown, too. */
  private static Sent sent(Changlong.Sent sent, int recipients) {
    return new Sent(
        sent.ids(), Math.max(sent.failed(), recipients - sent.accepted()), Billing.NONE);
  }

  @Override
  public Outcome<Balance> balance() {
    return call(
        client,
        "Get_Account_Balance",
        answer ->
            Changlong.balance(answer).map(amount -> new Balance(amount, Balance.Unit.MESSAGES)));
  }

  @Override
  public Outcome<Records<Report>> reports(Transport via) {
    return call(
        client.via(via),
        "get_report_txt",
        answer ->
            ChanglongInbox.reports(answer).map(reports -> reports.map(ChanglongClient::report)));
  }

  private static Report report(ChanglongInbox.Report report) {
    Report.Verdict verdict =
        switch (report.value()) {
          case DELIVERED -> Report.Verdict.DELIVERED;
          case NOT_YET -> Report.Verdict.NONE;
          default -> Report.Verdict.FAILED;
        };
    return new Report(
        report.batch(),
        report.phone(),
        verdict,
        Integer.toString(report.value()),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Outcome<Records<Reply>> replies(Transport via) {
    return call(
        client.via(via),
        "get_receive_message_txt",
        answer ->
            ChanglongInbox.replies(answer)
                .map(
                    replies ->
                        replies.map(
                            reply ->
                                new Reply(
                                    reply.phone(),
                                    reply.content(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(reply.id()),
                                    Optional.empty()))));
  }

  private <T> Outcome<T> call(
      FormClient via, String page, Function<String, Answer<T>> reader, Parameter... own) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter("us_name", settings.access().credentials().user()));
    parameters.add(new Parameter("us_pwd", settings.access().credentials().password()));
    parameters.addAll(List.of(own));
    return via.call("/" + page + ".asp", parameters, reader);
  }
}
