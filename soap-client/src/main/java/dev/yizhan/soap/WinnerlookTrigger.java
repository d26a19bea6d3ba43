package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.answer.Winnerlook;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.wsdl.winnerlook.TriggerSoap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * winnerlook's trigger service V1.8, all twelve operations (document 5; vendor-rules §6). A call is
 * written once; no failure of a network or server is an exception. Every read of inbound messages
 * and delivery reports is destructive. Two operations that poll the same kind presumably share a
 * queue, so use one of them only. Thread-safe; must be closed.
 */
public final class WinnerlookTrigger implements AutoCloseable {

  private static final ServiceKind KIND =
      new ServiceKind(
          TriggerSoap.class,
          "/wsdl/winnerlook-trigger.wsdl",
          "/winnerrxd/api/ws/trigger",
          FormCalls.Dialect.utf8("/winnerrxd/api/trigger"));

  private final Credentials credentials;
  private final ServiceClient client;

  private WinnerlookTrigger(Credentials credentials, ServiceClient client) {
    this.credentials = requireNonNull(credentials, "credentials");
    this.client = client;
  }

  /**
   * Opens a client with its own connections.
   *
   * @param settings the address is {@code http://118.178.116.15} or {@code
   *     https://118.178.116.15:8443}
   */
  public static WinnerlookTrigger open(ServiceSettings settings, Credentials credentials) {
    return new WinnerlookTrigger(credentials, ServiceClient.open(KIND, settings));
  }

  /**
   * Opens a client over a transport, which the caller closes. The HTTP settings are the
   * transport's.
   */
  public static WinnerlookTrigger over(
      ServiceSettings settings, Credentials credentials, Transport transport) {
    return new WinnerlookTrigger(credentials, ServiceClient.over(KIND, settings, transport));
  }

  /**
   * A view of this client whose calls go over another transport: cheap, thread-safe, and valid as
   * long as this client is open. Closing the view does nothing.
   */
  public WinnerlookTrigger via(Transport transport) {
    return new WinnerlookTrigger(credentials, client.via(transport));
  }

  /**
   * Queries the balance (GetBalanceConnect); at most once in 5 s.
   *
   * @return in a unit that the document does not name
   */
  public Outcome<BigDecimal> getBalanceConnect() {
    return call("GetBalanceConnect", Winnerlook::balance);
  }

  /**
   * Sends to one number (SendMsg).
   *
   * @return the batch id
   * @throws IllegalArgumentException if the options have an extension
   */
  public Outcome<String> sendMsg(PhoneNumber to, String text, TriggerOptions options) {
    refuse("SendMsg", "extension", options.extension());
    return call(
        "SendMsg",
        Winnerlook::send,
        number(to),
        text(text),
        autograph(options),
        customerUuid(options),
        smsType(options));
  }

  /**
   * Sends one text to many (SendBatchMsg).
   *
   * @param to at most 50 numbers
   * @return the batch id
   * @throws IllegalArgumentException if the options have an extension or a customerUuid
   */
  public Outcome<String> sendBatchMsg(List<PhoneNumber> to, String text, TriggerOptions options) {
    refuse("SendBatchMsg", "extension", options.extension());
    refuse("SendBatchMsg", "customerUuid", options.customerUuid());
    return call(
        "SendBatchMsg",
        Winnerlook::send,
        new Parameter(
            "DesNo", to.stream().map(PhoneNumber::digits).collect(Collectors.joining(","))),
        text(text),
        autograph(options),
        smsType(options));
  }

  /**
   * Sends to one number, encrypted (sendMsgByEncrypt).
   *
   * @param submitInfo for the account's password
   * @param channel the vendor's; {@code 0} as a rule
   * @return the batch id
   * @throws IllegalArgumentException if the options have an extension or a customerUuid
   */
  public Outcome<String> sendMsgByEncrypt(
      SubmitInfo submitInfo, PhoneNumber to, String text, String channel, TriggerOptions options) {
    refuse("sendMsgByEncrypt", "extension", options.extension());
    refuse("sendMsgByEncrypt", "customerUuid", options.customerUuid());
    String encrypted =
        submitInfo.send(to.digits(), text, Integer.toString(options.smsType()), channel);
    return client.call(
        "sendMsgByEncrypt",
        List.of(user(), new Parameter("submitInfo", encrypted), autograph(options)),
        Winnerlook::send);
  }

  /**
   * Sends to one number from a number with an extension (sendMsgExt).
   *
   * @return the batch id
   */
  public Outcome<String> sendMsgExt(PhoneNumber to, String text, TriggerOptions options) {
    return call(
        "sendMsgExt",
        Winnerlook::send,
        number(to),
        text(text),
        autograph(options),
        new Parameter("ExeNo", options.extension().orElse("")),
        customerUuid(options),
        smsType(options));
  }

  /**
   * Sends each number its own text (SendIndividualMsg). The separators are uncertain (vendor-rules
   * §0): a wrong guess sends all texts to the first number.
   *
   * @param separators as the vendor states them
   * @param messages at most 50
   * @return the batch id
   * @throws IllegalArgumentException if the options have an extension or an autograph
   */
  public Outcome<String> sendIndividualMsg(
      IndividualTexts separators, List<IndividualTexts.Message> messages, TriggerOptions options) {
    refuse("SendIndividualMsg", "extension", options.extension());
    refuse(
        "SendIndividualMsg",
        "autograph",
        Optional.of(options.autograph()).filter(autograph -> !autograph.isEmpty()));
    return call(
        "SendIndividualMsg",
        Winnerlook::send,
        text(separators.write(messages)),
        smsType(options),
        customerUuid(options));
  }

  /** Reads the inbound messages (GetMoConnect). */
  public Outcome<Records<WinnerlookInbox.Reply>> getMoConnect() {
    return call("GetMoConnect", WinnerlookInbox::replies);
  }

  /** Reads the inbound messages with the number that they were sent to (GetMo2Connect). */
  public Outcome<Records<WinnerlookInbox.Reply>> getMo2Connect() {
    return call("GetMo2Connect", WinnerlookInbox::replies2);
  }

  /**
   * Reads the inbound messages without sending the password in clear (GetMo2ByEncrypt). They have
   * four fields, without the number that they were sent to.
   *
   * @param submitInfo for the account's password
   */
  public Outcome<Records<WinnerlookInbox.Reply>> getMo2ByEncrypt(SubmitInfo submitInfo) {
    return encrypted("GetMo2ByEncrypt", submitInfo, WinnerlookInbox::replies);
  }

  /** Reads at most 500 delivery reports (GetReportConnect). */
  public Outcome<Records<WinnerlookInbox.Report>> getReportConnect() {
    return call("GetReportConnect", WinnerlookInbox::reports, new Parameter("batchNumber", ""));
  }

  /** Reads at most 500 delivery reports with their times (GetReport2Connect). */
  public Outcome<Records<WinnerlookInbox.Report>> getReport2Connect() {
    return call("GetReport2Connect", WinnerlookInbox::reports2);
  }

  /**
   * Reads at most 500 delivery reports with their times, without sending the password in clear
   * (GetReport2ByEncrypt).
   *
   * @param submitInfo for the account's password
   */
  public Outcome<Records<WinnerlookInbox.Report>> getReport2ByEncrypt(SubmitInfo submitInfo) {
    return encrypted("GetReport2ByEncrypt", submitInfo, WinnerlookInbox::reports2);
  }

  private <T> Outcome<T> encrypted(
      String command, SubmitInfo submitInfo, Function<String, Answer<T>> reader) {
    return client.call(
        command, List.of(user(), new Parameter("submitInfo", submitInfo.query())), reader);
  }

  private <T> Outcome<T> call(
      String command, Function<String, Answer<T>> reader, Parameter... parameters) {
    return client.call(
        command,
        Stream.concat(
                Stream.of(user(), new Parameter("userPass", credentials.password())),
                Stream.of(parameters))
            .toList(),
        reader);
  }

  private Parameter user() {
    return new Parameter("userCode", credentials.user());
  }

  private static Parameter number(PhoneNumber to) {
    return new Parameter("DesNo", to.digits());
  }

  private static Parameter text(String text) {
    return new Parameter("Msg", text);
  }

  private static Parameter autograph(TriggerOptions options) {
    return new Parameter("autograph", options.autograph());
  }

  private static Parameter customerUuid(TriggerOptions options) {
    return new Parameter("customerUuid", options.customerUuid().orElse(""));
  }

  private static Parameter smsType(TriggerOptions options) {
    return new Parameter("smsType", Integer.toString(options.smsType()));
  }

  private static void refuse(String command, String option, Optional<String> value) {
    if (value.isPresent()) {
      throw new IllegalArgumentException(command + " takes no " + option);
    }
  }

  /** Closes the ports, and the connections if they are this client's own. */
  @Override
  public void close() {
    client.close();
  }
}
