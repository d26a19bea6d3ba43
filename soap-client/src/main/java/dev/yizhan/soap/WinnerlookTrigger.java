package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Records;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.Winnerlook;
import dev.yizhan.codec.WinnerlookInbox;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.wsdl.winnerlook.TriggerSoap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * winnerlook's trigger service V1.8, all twelve operations (document 5; vendor-rules §6).
 * Thread-safe; to be closed. A call goes out once, whatever happens; nothing that a network or a
 * server does is an exception. Which of two calls to poll with is the caller's to decide once: they
 * presumably drain one queue.
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
   * Opens a client with connections of its own.
   *
   * @param settings where and how: {@code http://118.178.116.15} or {@code
   *     https://118.178.116.15:8443}
   * @param credentials the account
   * @return to be closed
   */
  public static WinnerlookTrigger open(ServiceSettings settings, Credentials credentials) {
    return new WinnerlookTrigger(credentials, ServiceClient.open(KIND, settings));
  }

  /**
   * Makes a client over a way that others use too; its HTTP settings are the way's.
   *
   * @param settings where and how
   * @param credentials the account
   * @param transport the way, which the caller closes
   * @return to be closed
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
   * Asks for the balance (GetBalanceConnect); once in 5 s at most.
   *
   * @return it, in a unit that the document does not name
   */
  public Outcome<BigDecimal> getBalanceConnect() {
    return call("GetBalanceConnect", Winnerlook::balance);
  }

  /**
   * Sends to one number (SendMsg). It takes no extension.
   *
   * @param to the number
   * @param text what
   * @param options what rides along
   * @return the batch id
   */
  public Outcome<String> sendMsg(PhoneNumber to, String text, TriggerOptions options) {
    refuse("SendMsg", "extension", options.extension());
    return call(
        "SendMsg",
        Winnerlook::send,
        "DesNo",
        to.digits(),
        "Msg",
        text,
        "autograph",
        options.autograph(),
        "customerUuid",
        options.customerUuid().orElse(""),
        "smsType",
        Integer.toString(options.smsType()));
  }

  /**
   * Sends one text to many (SendBatchMsg). It takes neither extension nor customerUuid.
   *
   * @param to up to 50 numbers
   * @param text what
   * @param options what rides along
   * @return the batch id
   */
  public Outcome<String> sendBatchMsg(List<PhoneNumber> to, String text, TriggerOptions options) {
    refuse("SendBatchMsg", "extension", options.extension());
    refuse("SendBatchMsg", "customerUuid", options.customerUuid());
    return call(
        "SendBatchMsg",
        Winnerlook::send,
        "DesNo",
        to.stream().map(PhoneNumber::digits).collect(Collectors.joining(",")),
        "Msg",
        text,
        "autograph",
        options.autograph(),
        "smsType",
        Integer.toString(options.smsType()));
  }

  /**
   * Sends to one number, encrypted (sendMsgByEncrypt). It takes neither extension nor customerUuid.
   *
   * @param submitInfo the encryption, made of the account's password
   * @param to the number
   * @param text what
   * @param channel the vendor's; {@code 0} as a rule
   * @param options what rides along
   * @return the batch id
   */
  public Outcome<String> sendMsgByEncrypt(
      SubmitInfo submitInfo, PhoneNumber to, String text, String channel, TriggerOptions options) {
    refuse("sendMsgByEncrypt", "extension", options.extension());
    refuse("sendMsgByEncrypt", "customerUuid", options.customerUuid());
    return client.call(
        "sendMsgByEncrypt",
        List.of(
            user(),
            new Parameter(
                "submitInfo",
                submitInfo.send(to.digits(), text, Integer.toString(options.smsType()), channel)),
            new Parameter("autograph", options.autograph())),
        Winnerlook::send);
  }

  /**
   * Sends to one number from a number with an extension (sendMsgExt).
   *
   * @param to the number
   * @param text what
   * @param options what rides along
   * @return the batch id
   */
  public Outcome<String> sendMsgExt(PhoneNumber to, String text, TriggerOptions options) {
    return call(
        "sendMsgExt",
        Winnerlook::send,
        "DesNo",
        to.digits(),
        "Msg",
        text,
        "autograph",
        options.autograph(),
        "ExeNo",
        options.extension().orElse(""),
        "customerUuid",
        options.customerUuid().orElse(""),
        "smsType",
        Integer.toString(options.smsType()));
  }

  /**
   * Sends each number a text of its own (SendIndividualMsg). It takes neither extension nor
   * signature number. The separators are not certain (vendor-rules §0): a wrong guess sends all
   * texts to the first number.
   *
   * @param separators what the vendor said they are
   * @param messages up to 50
   * @param options what rides along
   * @return the batch id
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
        "Msg",
        separators.write(messages),
        "smsType",
        Integer.toString(options.smsType()),
        "customerUuid",
        options.customerUuid().orElse(""));
  }

  /**
   * Takes the replies (GetMoConnect), perhaps for good.
   *
   * @return the replies; broken ones are among them as they came
   */
  public Outcome<Records<WinnerlookInbox.Reply>> getMoConnect() {
    return call("GetMoConnect", WinnerlookInbox::replies);
  }

  /**
   * Takes the replies with the number that they came to (GetMo2Connect), perhaps for good.
   *
   * @return the replies; broken ones are among them as they came
   */
  public Outcome<Records<WinnerlookInbox.Reply>> getMo2Connect() {
    return call("GetMo2Connect", WinnerlookInbox::replies2);
  }

  /**
   * Takes the replies without the password in clear (GetMo2ByEncrypt), perhaps for good. They have
   * four fields: the number that they came to is not among them.
   *
   * @param submitInfo the encryption, made of the account's password
   * @return the replies; broken ones are among them as they came
   */
  public Outcome<Records<WinnerlookInbox.Reply>> getMo2ByEncrypt(SubmitInfo submitInfo) {
    return encrypted("GetMo2ByEncrypt", submitInfo, WinnerlookInbox::replies);
  }

  /**
   * Takes at most 500 reports (GetReportConnect), for good.
   *
   * @return the reports; broken ones are among them as they came
   */
  public Outcome<Records<WinnerlookInbox.Report>> getReportConnect() {
    return call("GetReportConnect", WinnerlookInbox::reports, "batchNumber", "");
  }

  /**
   * Takes at most 500 reports with their times (GetReport2Connect), for good.
   *
   * @return the reports; broken ones are among them as they came
   */
  public Outcome<Records<WinnerlookInbox.Report>> getReport2Connect() {
    return call("GetReport2Connect", WinnerlookInbox::reports2);
  }

  /**
   * Takes at most 500 reports with their times and without the password in clear
   * (GetReport2ByEncrypt), for good.
   *
   * @param submitInfo the encryption, made of the account's password
   * @return the reports; broken ones are among them as they came
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
      String command, Function<String, Answer<T>> reader, String... namesAndValues) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(user());
    parameters.add(new Parameter("userPass", credentials.password()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(new Parameter(namesAndValues[i], namesAndValues[i + 1]));
    }
    return client.call(command, parameters, reader);
  }

  private Parameter user() {
    return new Parameter("userCode", credentials.user());
  }

  private static void refuse(String command, String option, Optional<String> value) {
    if (value.isPresent()) {
      throw new IllegalArgumentException(command + " takes no " + option);
    }
  }

  /** Closes the ports, and the connections where they are its own. */
  @Override
  public void close() {
    client.close();
  }
}
