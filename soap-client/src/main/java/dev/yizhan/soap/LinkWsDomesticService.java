package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.LinkWsDomestic;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.wsdl.linkwsdomestic.LinkWSSoap;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * LinkWS's domestic interface (vendor-rules §8, source W: public client code): SOAP in UTF-8, forms
 * at the same address, and pages in GB2312 and in UTF-8. The password is sent in clear. A call is
 * written once; no failure of a network or server is an exception. Thread-safe; must be closed.
 */
public final class LinkWsDomesticService implements AutoCloseable {

  private static final String ASMX = "/LinkWS.asmx";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  /** Where POST and GET go; SOAP has one address only. */
  public enum Forms {
    /** {@code LinkWS.asmx/BatchSend2}: UTF-8, the answer in a string or int element. */
    ASMX,
    /** {@code BatchSend2.aspx}: GB2312. */
    GB2312_PAGES,
    /** {@code utf8/BatchSend2.aspx}: UTF-8. */
    UTF_8_PAGES
  }

  /**
   * Where the interface is on the vendor's host.
   *
   * @param path before {@code /LinkWS.asmx}: {@code /sdk2}; empty or segments with a slash before
   *     each
   * @param forms used by POST and GET
   */
  public record Site(String path, Forms forms) {

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)*");

    /** The usual path, and the pages in GB2312. */
    public static final Site DEFAULT = new Site("/sdk2", Forms.GB2312_PAGES);

    /** Checks the path. */
    public Site {
      if (!PATH.matcher(path).matches()) {
        throw new IllegalArgumentException("path must be empty, or segments such as /sdk2");
      }
      requireNonNull(forms, "forms");
    }

    /** The charset of a transport's texts. */
    public FormEncoding encoding(Binding binding) {
      return !binding.isSoap() && forms == Forms.GB2312_PAGES
          ? FormEncoding.GB2312
          : FormEncoding.UTF_8;
    }

    private ServiceKind kind() {
      return new ServiceKind(
          LinkWSSoap.class,
          "/wsdl/linkws-domestic.wsdl",
          path + ASMX,
          switch (forms) {
            case ASMX -> FormCalls.Dialect.utf8(path + ASMX);
            case GB2312_PAGES -> pages(path + "/", FormEncoding.GB2312);
            case UTF_8_PAGES -> pages(path + "/utf8/", FormEncoding.UTF_8);
          });
    }

    private static FormCalls.Dialect pages(String directory, FormEncoding encoding) {
      return new FormCalls.Dialect(
          operation -> directory + operation + ".aspx", encoding, UnaryOperator.identity());
    }
  }

  private final Credentials credentials;
  private final ServiceClient client;

  private LinkWsDomesticService(Credentials credentials, ServiceClient client) {
    this.credentials = requireNonNull(credentials, "credentials");
    this.client = client;
  }

  /**
   * Opens a client with its own connections.
   *
   * @param settings the host is the reseller's; with a self-signed certificate: {@link
   *     dev.yizhan.http.Trust#pins}
   */
  public static LinkWsDomesticService open(
      ServiceSettings settings, Credentials credentials, Site site) {
    return new LinkWsDomesticService(credentials, ServiceClient.open(site.kind(), settings));
  }

  /**
   * Opens a client over a transport, which the caller closes. The HTTP settings are the
   * transport's.
   */
  public static LinkWsDomesticService over(
      ServiceSettings settings, Credentials credentials, Site site, Transport transport) {
    return new LinkWsDomesticService(
        credentials, ServiceClient.over(site.kind(), settings, transport));
  }

  /**
   * A view of this client whose calls go over another transport: cheap, thread-safe, and valid as
   * long as this client is open. Closing the view does nothing.
   */
  public LinkWsDomesticService via(Transport transport) {
    return new LinkWsDomesticService(credentials, client.via(transport));
  }

  /**
   * Sends (BatchSend2).
   *
   * @param to mainland mobiles, each once; 100 or 500 at most, depending on the reseller
   * @param text 250 or 300 characters at most, depending on the reseller
   * @param extension digits, or empty
   * @param at China time, later than the vendor's clock; at once if empty
   * @return an integer above 0, as text
   */
  public Outcome<String> batchSend2(
      List<PhoneNumber> to, String text, String extension, Optional<LocalDateTime> at) {
    return call(
        "BatchSend2",
        LinkWsDomestic::send,
        new Parameter(
            "Mobile", to.stream().map(PhoneNumber::digits).collect(Collectors.joining(","))),
        new Parameter("Content", text),
        new Parameter("Cell", extension),
        new Parameter("SendTime", at.map(TIME::format).orElse("")));
  }

  /**
   * Reads inbound messages (Get), 50 at most; not more often than every 30 s. The read is
   * destructive: the vendor may never return them again.
   */
  public Outcome<Records<LinkWsDomesticInbox.Reply>> get() {
    return call("Get", LinkWsDomesticInbox::replies);
  }

  /**
   * Reads delivery reports (GetReportSMS). The read is destructive: the vendor may never return
   * them again.
   */
  public Outcome<Records<LinkWsDomesticInbox.Report>> getReportSms() {
    return call("GetReportSMS", LinkWsDomesticInbox::reports);
  }

  /**
   * Queries the balance (SelSum).
   *
   * @return in messages, 0 or more
   */
  public Outcome<BigDecimal> selSum() {
    return call("SelSum", LinkWsDomestic::balance);
  }

  private <T> Outcome<T> call(
      String operation, Function<String, Answer<T>> reader, Parameter... parameters) {
    return client.call(
        operation,
        Stream.concat(
                Stream.of(
                    new Parameter("CorpID", credentials.user()),
                    new Parameter("Pwd", credentials.password())),
                Stream.of(parameters))
            .toList(),
        reader);
  }

  /** Closes the ports, and the connections if they are this client's own. */
  @Override
  public void close() {
    client.close();
  }
}
