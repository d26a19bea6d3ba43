package dev.yizhan.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * The HTTP client for vendors' servers. It writes a request once: no retry, no redirect, no cookie,
 * no authentication. A kept connection is validated before reuse, so that one that the server has
 * closed does not make a send with unknown outcome. Thread-safe; must be closed.
 *
 * <pre>{@code
 * Exchange exchange = http.exchange(VendorRequest.form(POST, address, "uid=u&pwd=p"));
 * }</pre>
 */
public final class VendorHttp implements Transport, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(VendorHttp.class.getName());

  private static final Set<Integer> NOT_PROCESSED = Set.of(307, 308, 400, 404, 405, 411, 413, 415);

  private final HttpSettings settings;
  private final FailureReason reasons;
  private final SeenCertificates certificates;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor deadlines;

  private VendorHttp(HttpSettings settings) {
    this.settings = settings;
    this.reasons = new FailureReason(settings);
    this.certificates = new SeenCertificates(settings.trust(), "the vendor's server");
    this.client = SingleAttemptClient.open(settings, certificates);
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

  /** Opens a client with its own connections. */
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
              longestExchange().toMillis(),
              MILLISECONDS);
      return client.execute(
          message,
          context,
          response ->
              SingleAttemptClient.hasBegunToWrite(context)
                  ? classified(response, message::cancel)
                  : new Exchange.NotSent("the proxy answered HTTP " + response.getCode()));
    } catch (IOException | RuntimeException e) {
      return SingleAttemptClient.hasBegunToWrite(context)
          ? new Exchange.InDoubt(reasons.afterWriting(e, late.get()), Optional.empty())
          : new Exchange.NotSent(reasons.beforeWriting(e));
    } finally {
      if (deadline != null) {
        deadline.cancel(false);
      }
    }
  }

  /** A connection from the pool, the connect and the answer may each take their time. */
  private Duration longestExchange() {
    return settings.connectTimeout().multipliedBy(2).plus(settings.answerTimeout());
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

  private Exchange classified(ClassicHttpResponse response, Runnable cut) throws IOException {
    VendorResponse complete = ResponseReader.read(response, settings.maxAnswerBytes(), cut);
    int status = complete.status();
    if (status >= 200 && status < 300) {
      return new Exchange.Answered(complete);
    }
    return NOT_PROCESSED.contains(status)
        ? new Exchange.NotSent("HTTP " + status)
        : new Exchange.InDoubt("HTTP " + status, Optional.of(complete));
  }

  /** The certificates on which calls depend, as far as they are known now. */
  public List<CertificateValidity> certificates() {
    return certificates.validities();
  }

  /** Closes all connections; a running exchange ends as a cut connection. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
