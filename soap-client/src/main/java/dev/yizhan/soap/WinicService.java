package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Records;
import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicAccount;
import dev.yizhan.codec.WinicInbox;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.wsdl.winic.Service1Soap;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * winic's asmx service, all nine operations (document 2; vendor-rules §3). Thread-safe; to be
 * closed. A call goes out once, whatever happens; nothing that a network or a server does is an
 * exception. Texts go out as they are: what the vendor does not take ({@code %$&#*}) is the
 * caller's to widen.
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
   * Opens a client with connections of its own.
   *
   * @param settings where and how; the address is {@code http://service2.winic.org} as a rule
   * @param credentials the account
   * @return to be closed
   */
  public static WinicService open(ServiceSettings settings, Credentials credentials) {
    return new WinicService(credentials, ServiceClient.open(KIND, settings));
  }

  /**
   * Makes a client over a way that others use too; its HTTP settings are the way's.
   *
   * @param settings where and how
   * @param credentials the account
   * @param transport the way, which the caller closes
   * @return to be closed
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
   * @param to numbers; the document names no limit, a thousand is taken for one (vendor-rules §3)
   * @param text what
   * @param at when the vendor shall send it, China time; at once if empty
   * @return the vendor's id, 16 digits
   */
  public Outcome<String> sendMessages(
      List<PhoneNumber> to, String text, Optional<LocalDateTime> at) {
    return call(
        "SendMessages", Winic::asmxSend, "tos", dialled(to), "msg", text, "otime", time(at));
  }

  /**
   * Sends within China from a number with an extension (SendMessages_Ext).
   *
   * @param to numbers
   * @param text what
   * @param at when, China time; at once if empty
   * @param extension 1 to 10 digits
   * @return the vendor's id, 16 digits
   */
  public Outcome<String> sendMessagesExt(
      List<PhoneNumber> to, String text, Optional<LocalDateTime> at, String extension) {
    if (!EXTENSION.matcher(extension).matches()) {
      throw new IllegalArgumentException("extension must be 1 to 10 digits: " + extension);
    }
    return call(
        "SendMessages_Ext",
        Winic::asmxSend,
        "tos",
        dialled(to),
        "msg",
        text,
        "otime",
        time(at),
        "extno",
        extension);
  }

  /**
   * Sends abroad (SendInternationalMessages).
   *
   * @param to numbers of one country
   * @param text what
   * @param at when, China time; at once if empty
   * @return the vendor's id, 16 digits
   */
  public Outcome<String> sendInternationalMessages(
      List<PhoneNumber> to, String text, Optional<LocalDateTime> at) {
    return call(
        "SendInternationalMessages",
        Winic::asmxSend,
        "tos",
        to.stream().map(PhoneNumber::withCountryCode).collect(Collectors.joining(",")),
        "msg",
        text,
        "otime",
        time(at));
  }

  /**
   * Takes the replies to a port (GET_SMS_MO). What is handed out is perhaps never handed out again.
   *
   * @param port the vendor's port number; may be empty
   * @return the replies; broken ones are among them as they came
   */
  public Outcome<Records<WinicInbox.Reply>> getSmsMo(String port) {
    return call("GET_SMS_MO", WinicInbox::replies, "IDtype", port);
  }

  /**
   * Takes the replies to all of the account's extensions (GET_SMS_MO_Ext). What is handed out is
   * perhaps never handed out again.
   *
   * @return the replies; broken ones are among them as they came
   */
  public Outcome<Records<WinicInbox.Reply>> getSmsMoExt() {
    return call("GET_SMS_MO_Ext", WinicInbox::replies);
  }

  /**
   * Takes the status reports (SMS_Reports). What is handed out is perhaps never handed out again.
   *
   * @return the reports; broken ones are among them as they came
   */
  public Outcome<Records<WinicInbox.Report>> smsReports() {
    return call("SMS_Reports", WinicInbox::reports);
  }

  /**
   * Tells all of the account (GetUserInfo).
   *
   * @return balance, prices, signature and more
   */
  public Outcome<WinicAccount> getUserInfo() {
    return call("GetUserInfo", Winic::account);
  }

  /**
   * Registers an account (RegineUser_); the client's own is not sent.
   *
   * @param account name and password of the new one
   * @param agent the account above it; may be empty
   * @param company its name
   * @param contact a person
   * @param mobile that person's
   * @return done, or a code of a table of its own
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
   * Changes the account's password (EditUserPwd). From then on this client's is the old one: open
   * another. After {@link Outcome.Unknown} either may be the account's.
   *
   * @param password the new one
   * @return done, or a code
   */
  public Outcome<Winic.Done> editUserPwd(String password) {
    return call("EditUserPwd", Winic::passwordChanged, "newpwd", password);
  }

  private <T> Outcome<T> call(
      String operation,
      Function<String, dev.yizhan.codec.Answer<T>> reader,
      String... namesAndValues) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter("uid", credentials.user()));
    parameters.add(new Parameter("pwd", credentials.password()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(new Parameter(namesAndValues[i], namesAndValues[i + 1]));
    }
    return client.call(operation, parameters, reader);
  }

  private static String dialled(List<PhoneNumber> to) {
    return to.stream().map(PhoneNumber::digits).collect(Collectors.joining(","));
  }

  private static String time(Optional<LocalDateTime> at) {
    return at.map(TIME::format).orElse("");
  }

  /** Closes the ports, and the connections where they are its own. */
  @Override
  public void close() {
    client.close();
  }
}
