package dev.yizhan.soap;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.wsdl.linkws.LinkWSSoap;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * LinkWS (document 4; vendor-rules §5): SOAP in UTF-8, and forms in GB2312 at other addresses. A
 * call is written once; no failure of a network or server is an exception. Thread-safe; must be
 * closed.
 */
public final class LinkWsService implements AutoCloseable {

  private static final String PATH = "/sdk2/LinkWS.asmx";
  private static final ServiceKind KIND =
      new ServiceKind(
          LinkWSSoap.class,
          "/wsdl/linkws.wsdl",
          PATH,
          new FormCalls.Dialect(
              operation -> "/sdk2/" + operation + ".aspx",
              FormEncoding.GB2312,
              UnaryOperator.identity()));

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private final Parameter user;
  private final Parameter password;
  private final LinkWs.Dialect dialect;
  private final Binding binding;
  private final ServiceClient client;

  private LinkWsService(
      Credentials credentials, LinkWs.Dialect dialect, Binding binding, ServiceClient client) {
    this.user = new Parameter("CorpID", credentials.user());
    this.password = new Parameter("Pwd", dialect.password(credentials.password()));
    this.dialect = dialect;
    this.binding = binding;
    this.client = client;
  }

  private LinkWsService(LinkWsService that, ServiceClient client) {
    this.user = that.user;
    this.password = that.password;
    this.dialect = that.dialect;
    this.binding = that.binding;
    this.client = client;
  }

  /**
   * Opens a client with its own connections.
   *
   * @param settings the host is an IP address that the vendor names, with a self-signed
   *     certificate: {@link dev.yizhan.http.Trust#pins}
   */
  public static LinkWsService open(
      ServiceSettings settings, Credentials credentials, LinkWs.Dialect dialect) {
    return new LinkWsService(
        credentials, dialect, settings.binding(), ServiceClient.open(KIND, settings));
  }

  /**
   * Opens a client over a transport, which the caller closes. The HTTP settings are the
   * transport's.
   */
  public static LinkWsService over(
      ServiceSettings settings,
      Credentials credentials,
      LinkWs.Dialect dialect,
      Transport transport) {
    return new LinkWsService(
        credentials, dialect, settings.binding(), ServiceClient.over(KIND, settings, transport));
  }

  /**
   * A view of this client whose calls go over another transport: cheap, thread-safe, and valid as
   * long as this client is open. Closing the view does nothing.
   */
  public LinkWsService via(Transport transport) {
    return new LinkWsService(this, client.via(transport));
  }

  /**
   * Sends (IntlSend).
   *
   * @param to about 500 numbers at most, each once
   * @param text 1 to 300 characters, with a signature {@code 【…】} at the end
   * @param extension digits, or empty
   * @param at China time, later than the vendor's clock; at once if empty
   * @return an integer above 0, as text
   */
  public Outcome<String> intlSend(
      List<PhoneNumber> to, String text, String extension, Optional<LocalDateTime> at) {
    return client.call(
        "IntlSend",
        List.of(
            user,
            password,
            new Parameter(
                "Mobile", to.stream().map(dialect::number).collect(Collectors.joining(","))),
            new Parameter("Content", text),
            // Document 4: the element is Cell, the form's parameter cell.
            new Parameter(binding.isSoap() ? "Cell" : "cell", extension),
            new Parameter("SendTime", at.map(TIME::format).orElse(""))),
        LinkWs::send);
  }

  /**
   * Queries the balance (GetBalance); at most once in 30 s.
   *
   * @return in messages, 0 or more
   */
  public Outcome<BigDecimal> getBalance() {
    return client.call("GetBalance", List.of(user, password), LinkWs::balance);
  }

  /** Closes the ports, and the connections if they are this client's own. */
  @Override
  public void close() {
    client.close();
  }
}
