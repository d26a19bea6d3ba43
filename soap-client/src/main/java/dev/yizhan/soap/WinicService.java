package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.wsdl.winic.Service1Soap;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * winic's asmx service, all nine operations (document 2; vendor-rules §3). A call is written once;
 * no failure of a network or server is an exception. Texts are sent unchanged: the caller widens
 * the characters that the vendor does not accept ({@code %$&#*}). Thread-safe; must be closed.
 *
 * <pre>{@code
 * Outcome<String> outcome = winic.sendMessages(List.of(PhoneNumber.of("13800138000")), "你好", Optional.empty());
 * // Accepted[value=0106120218011881], Rejected[-03], NotSent[…] or Unknown[…]
 * }</pre>
 */
public final class WinicService implements AutoCloseable {

  private static final String PATH = "/service.asmx";
  private static final ServiceKind KIND =
      new ServiceKind(
          Service1Soap.class, "/wsdl/winic-service.wsdl", PATH, FormCalls.Dialect.utf8(PATH));

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");

  private final Credentials credentials;
  private final ServiceClient client;

  private WinicService(Credentials credentials, ServiceClient client) {
    this.credentials = requireNonNull(credentials, "credentials");
    this.client = client;
  }

  /**
   * Opens a client with its own connections.
   *
   * @param settings the address is {@code http://service2.winic.org} as a rule
   */
  public static WinicService open(ServiceSettings settings, Credentials credentials) {
    return new WinicService(credentials, ServiceClient.open(KIND, settings));
  }

  /**
   * Opens a client over a transport, which the caller closes. The HTTP settings are the
   * transport's.
   */
  public static WinicService over(
      ServiceSettings settings, Credentials credentials, Transport transport) {
    return new WinicService(credentials, ServiceClient.over(KIND, settings, transport));
  }

  /**
   * A view of this client whose calls go over another transport: cheap, thread-safe, and valid as
   * long as this client is open. Closing the view does nothing.
   */
  public WinicService via(Transport transport) {
    return new WinicService(credentials, client.via(transport));
  }

  /**
   * Sends within China (SendMessages).
   *
   * @param to the document names no limit; a thousand is assumed (vendor-rules §3)
   * @param at China time; at once if empty
   * @return the vendor's id, 16 digits
   */
  public Outcome<String> sendMessages(
      List<PhoneNumber> to, String text, Optional<LocalDateTime> at) {
    return call("SendMessages", Winic::asmxSend, domestic(to), text(text), time(at));
  }

  /**
   * Sends within China from a number with an extension (SendMessages_Ext).
   *
   * @param at China time; at once if empty
   * @param extension 1 to 10 digits
   * @return the vendor's id, 16 digits
   * @throws IllegalArgumentException if the extension has another form
   */
  public Outcome<String> sendMessagesExt(
      List<PhoneNumber> to, String text, Optional<LocalDateTime> at, String extension) {
    if (!EXTENSION.matcher(extension).matches()) {
      throw new IllegalArgumentException("extension must be 1 to 10 digits: " + extension);
    }
    return call(
        "SendMessages_Ext",
        Winic::asmxSend,
        domestic(to),
        text(text),
        time(at),
        new Parameter("extno", extension));
  }

  /**
   * Sends abroad (SendInternationalMessages).
   *
   * @param to numbers of one country
   * @param at China time; at once if empty
   * @return the vendor's id, 16 digits
   */
  public Outcome<String> sendInternationalMessages(
      List<PhoneNumber> to, String text, Optional<LocalDateTime> at) {
    return call(
        "SendInternationalMessages", Winic::asmxSend, international(to), text(text), time(at));
  }

  /**
   * Reads the inbound messages of a port (GET_SMS_MO). The read is destructive: the vendor may
   * never return them again.
   *
   * @param port the vendor's port number; may be empty
   */
  public Outcome<Records<WinicInbox.Reply>> getSmsMo(String port) {
    return call("GET_SMS_MO", WinicInbox::replies, new Parameter("IDtype", port));
  }

  /**
   * Reads the inbound messages of all of the account's extensions (GET_SMS_MO_Ext). The read is
   * destructive: the vendor may never return them again.
   */
  public Outcome<Records<WinicInbox.Reply>> getSmsMoExt() {
    return call("GET_SMS_MO_Ext", WinicInbox::replies);
  }

  /**
   * Reads the delivery reports (SMS_Reports). The read is destructive: the vendor may never return
   * them again.
   */
  public Outcome<Records<WinicInbox.Report>> smsReports() {
    return call("SMS_Reports", WinicInbox::reports);
  }

  /** Queries the account's balance, prices, signature and more (GetUserInfo). */
  public Outcome<WinicAccount> getUserInfo() {
    return call("GetUserInfo", Winic::account);
  }

  /**
   * Registers an account (RegineUser_); the client's own credentials are not sent.
   *
   * @param account name and password of the new account
   * @param agent the agent account; may be empty
   * @param contact a person
   * @param mobile that person's
   * @return a refusal has a code of {@link dev.yizhan.codec.code.WinicRegisterCode}
   */
  public Outcome<Winic.Done> regineUser(
      Credentials account, String agent, String company, String contact, String mobile) {
    return client.call(
        "RegineUser_",
        List.of(
            new Parameter("uid", account.user()),
            new Parameter("pwd", account.password()),
            new Parameter("agent_code", agent),
            new Parameter("co_name", company),
            new Parameter("link_man", contact),
            new Parameter("mob", mobile)),
        Winic::registered);
  }

  /**
   * Changes the account's password (EditUserPwd). This client keeps the old one, so open another
   * client afterwards. After {@link Outcome.Unknown} the account may have either.
   */
  public Outcome<Winic.Done> editUserPwd(String newPassword) {
    return call("EditUserPwd", Winic::passwordChanged, new Parameter("newpwd", newPassword));
  }

  private <T> Outcome<T> call(
      String operation, Function<String, Answer<T>> reader, Parameter... parameters) {
    return client.call(
        operation,
        Stream.concat(
                Stream.of(
                    new Parameter("uid", credentials.user()),
                    new Parameter("pwd", credentials.password())),
                Stream.of(parameters))
            .toList(),
        reader);
  }

  private static Parameter domestic(List<PhoneNumber> to) {
    return new Parameter(
        "tos", to.stream().map(PhoneNumber::digits).collect(Collectors.joining(",")));
  }

  private static Parameter international(List<PhoneNumber> to) {
    return new Parameter(
        "tos", to.stream().map(PhoneNumber::withCountryCode).collect(Collectors.joining(",")));
  }

  private static Parameter text(String text) {
    return new Parameter("msg", text);
  }

  private static Parameter time(Optional<LocalDateTime> at) {
    return new Parameter("otime", at.map(TIME::format).orElse(""));
  }

  /** Closes the ports, and the connections if they are this client's own. */
  @Override
  public void close() {
    client.close();
  }
}
