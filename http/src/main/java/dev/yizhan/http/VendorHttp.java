package dev.yizhan.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The one way to a vendor's server. A request is written once: no retry, no redirect, no cookie, no
 * authentication round; a kept connection is looked at before it is used again, so that one that
 * the server closed meanwhile does not make a doubtful send. Thread-safe; to be closed.
 *
 * <pre>{@code
 * Exchange exchange = http.exchange(VendorRequest.form(POST, address, "uid=u&pwd=p"));
 * }</pre>
 */
public final class VendorHttp implements Transport, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(VendorHttp.class.getName());

  private static final Set<Integer> NOT_LOOKED_AT = Set.of(307, 308, 400, 404, 405, 411, 413, 415);
  private static final int CONNECTIONS_A_SERVER = 256;

  /** Less than the 5 s that the least patient of usual servers keeps an idle connection. */
  private static final TimeValue KEPT_FOR = TimeValue.ofSeconds(4);

  /**
   * A look costs up to a millisecond; a request written to a connection that the server has closed
   * costs a doubt that nobody can settle.
   */
  private static final TimeValue LOOKED_AT_AFTER = TimeValue.ofMilliseconds(1);

  private static final String WRITING = "dev.yizhan.http.writing";

  private final HttpSettings settings;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor deadlines;

  private VendorHttp(HttpSettings settings) {
    this.settings = settings;
    this.client = client(settings);
    this.deadlines =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "yizhan-http-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    this.deadlines.setRemoveOnCancelPolicy(true);
  }

  /**
   * Opens a way with connections of its own.
   *
   * @param settings time-outs and limits
   * @return to be closed
   */
  public static VendorHttp open(HttpSettings settings) {
    return new VendorHttp(settings);
  }

  @Override
  public Exchange exchange(VendorRequest request) {
    long start = System.nanoTime();
    Exchange exchange = attempt(request);
    LOG.log(
        System.Logger.Level.TRACE,
        () ->
            request
                + ": "
                + exchange.getClass().getSimpleName()
                + " in "
                + (System.nanoTime() - start) / 1_000_000
                + " ms");
    return exchange;
  }

  private Exchange attempt(VendorRequest request) {
    HttpUriRequestBase message;
    try {
      message = message(request);
    } catch (RuntimeException e) {
      return new Exchange.NotSent("an address that cannot be called");
    }
    HttpClientContext context = HttpClientContext.create();
    AtomicBoolean late = new AtomicBoolean();
    Future<?> deadline = null;
    try {
      deadline =
          deadlines.schedule(
              () -> {
                late.set(true);
                message.cancel();
              },
              // A place in the pool, the connection, the answer: each may take its time.
              settings.connectTimeout().multipliedBy(2).plus(settings.answerTimeout()).toMillis(),
              MILLISECONDS);
      return client.execute(
          message,
          context,
          response ->
              context.getAttribute(WRITING) == null
                  ? new Exchange.NotSent("the proxy answered HTTP " + response.getCode())
                  : classified(response));
    } catch (IOException | RuntimeException e) {
      return failed(e, context.getAttribute(WRITING) != null, late.get());
    } finally {
      if (deadline != null) {
        deadline.cancel(false);
      }
    }
  }

  private static HttpUriRequestBase message(VendorRequest request) {
    HttpUriRequestBase message = new HttpUriRequestBase(request.method().name(), request.address());
    request.headers().forEach(message::setHeader);
    if (request.method() == VendorRequest.Method.POST) {
      message.setEntity(
          new ByteArrayEntity(request.body(), ContentType.parse(request.contentType())));
    }
    return message;
  }

  private Exchange classified(ClassicHttpResponse response) throws IOException {
    VendorResponse whole = read(response);
    int status = whole.status();
    if (status >= 200 && status < 300) {
      return new Exchange.Answered(whole);
    }
    return NOT_LOOKED_AT.contains(status)
        ? new Exchange.NotSent("HTTP " + status)
        : new Exchange.InDoubt("HTTP " + status, Optional.of(whole));
  }

  private VendorResponse read(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    Header type = response.getFirstHeader("Content-Type");
    String contentType = type == null ? "" : type.getValue();
    byte[] body = entity == null ? new byte[0] : read(response, entity);
    return new VendorResponse(response.getCode(), contentType, body);
  }

  private byte[] read(ClassicHttpResponse response, HttpEntity entity) throws IOException {
    Header encoding = response.getFirstHeader("Content-Encoding");
    boolean packed =
        encoding != null && encoding.getValue().toLowerCase(Locale.ROOT).contains("gzip");
    try (InputStream content = entity.getContent();
        InputStream plain = packed ? unpacked(content) : content) {
      byte[] body = plain.readNBytes(settings.longestAnswer() + 1);
      if (body.length > settings.longestAnswer()) {
        throw new AnswerTooLongException();
      }
      return body;
    }
  }

  /** An empty body is empty, packed or not. */
  private static InputStream unpacked(InputStream content) throws IOException {
    PushbackInputStream looked = new PushbackInputStream(content);
    int first = looked.read();
    if (first < 0) {
      return looked;
    }
    looked.unread(first);
    return new GZIPInputStream(looked);
  }

  private Exchange failed(Exception failure, boolean written, boolean late) {
    if (!written) {
      return new Exchange.NotSent(whyNotConnected(failure));
    }
    String reason =
        failure instanceof AnswerTooLongException
            ? "an answer longer than " + settings.longestAnswer() + " bytes"
            : late || failure instanceof java.net.SocketTimeoutException
                ? "no whole answer within " + settings.answerTimeout().toMillis() + " ms"
                : "the connection was cut after the request had begun to go out";
    return new Exchange.InDoubt(reason, Optional.empty());
  }

  private String whyNotConnected(Exception failure) {
    if (failure instanceof ConnectTimeoutException) {
      return "no connection within " + settings.connectTimeout().toMillis() + " ms";
    }
    if (failure instanceof ConnectException) {
      return "connection refused";
    }
    if (failure instanceof UnknownHostException) {
      return "unknown host";
    }
    if (failure instanceof SSLException) {
      return "TLS handshake failed" + whyNotTrusted(failure);
    }
    return "no connection (" + failure.getClass().getSimpleName() + ")";
  }

  private static String whyNotTrusted(Exception failure) {
    for (Throwable e = failure.getCause(); e != null; e = e.getCause()) {
      if (e instanceof CertificateExpiredException) {
        return ": the server's certificate has expired";
      }
      if (e instanceof CertificateException) {
        return ": the server's certificate is not trusted";
      }
    }
    return failure instanceof SSLPeerUnverifiedException
        ? ": the server's certificate bears another name"
        : "";
  }

  /** Closes all connections; a running exchange ends as cut. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  private static CloseableHttpClient client(HttpSettings settings) {
    Timeout connect = Timeout.of(settings.connectTimeout());
    Timeout answer = Timeout.of(settings.answerTimeout());
    boolean kept = settings.connections() == HttpSettings.Connections.KEPT;
    return HttpClientBuilder.create()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(Tls.strategy(settings.trust()))
                .setMaxConnPerRoute(CONNECTIONS_A_SERVER)
                .setMaxConnTotal(CONNECTIONS_A_SERVER)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(answer)
                        .setValidateAfterInactivity(LOOKED_AT_AFTER)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(connect)
                .setResponseTimeout(answer)
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setRequestExecutor(new OnceExecutor())
        .setKeepAliveStrategy((response, context) -> KEPT_FOR)
        .setConnectionReuseStrategy(
            kept
                ? org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy.INSTANCE
                : (request, response, context) -> false)
        .setUserAgent(settings.userAgent())
        .setProxy(
            settings
                .proxy()
                .map(proxy -> new HttpHost(proxy.getHostString(), proxy.getPort()))
                .orElse(null))
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** Marks the exchange before the first byte can go out. */
  private static final class OnceExecutor extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback informationCallback,
        HttpContext context)
        throws IOException, HttpException {
      // A proxy that is asked to connect has not got a byte of the request yet.
      if (!Method.CONNECT.isSame(request.getMethod())) {
        context.setAttribute(WRITING, true);
      }
      return super.execute(request, connection, informationCallback, context);
    }
  }

  private static final class AnswerTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLongException() {
      super("The answer is too long");
    }
  }
}
