package dev.yizhan.http;

import java.io.IOException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache's client without everything by which it would write a request twice, and with a mark in
 * the context from the moment in which the first byte may have been written.
 */
final class SingleAttemptClient {

  private static final int CONNECTIONS_PER_SERVER = 256;

  /** Less than the 5 s for which the least patient of usual servers keeps an idle connection. */
  private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(4);

  /**
   * A validation takes up to a millisecond; a request written to a connection that the server has
   * closed has an unknown outcome that nobody can settle.
   */
  private static final TimeValue VALIDATE_AFTER = TimeValue.ofMilliseconds(1);

  private static final String WRITING = "dev.yizhan.http.writing";

  private SingleAttemptClient() {}

  static CloseableHttpClient open(HttpSettings settings, SeenCertificates certificates) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections(settings, certificates))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
                .setResponseTimeout(Timeout.of(settings.answerTimeout()))
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setRequestExecutor(new MarkingExecutor())
        .setKeepAliveStrategy((response, context) -> KEEP_ALIVE)
        .setConnectionReuseStrategy(reuse(settings.connections()))
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

  private static HttpClientConnectionManager connections(
      HttpSettings settings, SeenCertificates certificates) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(AnswerHead.connections())
        .setTlsSocketStrategy(Tls.strategy(settings.trust(), certificates))
        .setMaxConnPerRoute(CONNECTIONS_PER_SERVER)
        .setMaxConnTotal(CONNECTIONS_PER_SERVER)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setSocketTimeout(Timeout.of(settings.answerTimeout()))
                .setValidateAfterInactivity(VALIDATE_AFTER)
                .build())
        .build();
  }

  private static ConnectionReuseStrategy reuse(HttpSettings.Connections connections) {
    return switch (connections) {
      case KEEP_ALIVE -> DefaultClientConnectionReuseStrategy.INSTANCE;
      case ONE_PER_REQUEST -> (request, response, context) -> false;
    };
  }

  /** Whether a byte of the request may have been written. */
  static boolean hasBegunToWrite(HttpContext context) {
    return context.getAttribute(WRITING) != null;
  }

  private static final class MarkingExecutor extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback informationCallback,
        HttpContext context)
        throws IOException, HttpException {
      // A CONNECT goes to the proxy; the request follows it.
      if (!Method.CONNECT.isSame(request.getMethod())) {
        context.setAttribute(WRITING, true);
      }
      return super.execute(request, connection, informationCallback, context);
    }
  }
}
