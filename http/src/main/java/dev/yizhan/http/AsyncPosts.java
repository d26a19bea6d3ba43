package dev.yizhan.http;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Apache's asynchronous client with one thread, and without everything that repeats a request. */
final class AsyncPosts {

  /** One for each consumer at a time, and no server makes another one wait. */
  private static final int MAX_CONNECTIONS = 10_000;

  private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(4);
  private static final TimeValue VALIDATE_AFTER = TimeValue.ofMilliseconds(1);

  private AsyncPosts() {}

  static CloseableHttpAsyncClient open(
      Duration connectTimeout, Trust trust, SeenCertificates certificates) {
    CloseableHttpAsyncClient client =
        HttpAsyncClientBuilder.create()
            .setIOReactorConfig(
                IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true).build())
            .setThreadFactory(
                task -> {
                  Thread thread = new Thread(task, "yizhan-callback-http");
                  thread.setDaemon(true);
                  return thread;
                })
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setTlsStrategy(Tls.strategy(trust, certificates))
                    .setMaxConnPerRoute(MAX_CONNECTIONS)
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .setDefaultTlsConfig(
                        TlsConfig.custom()
                            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                            .setHandshakeTimeout(Timeout.of(connectTimeout))
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(connectTimeout))
                            .setValidateAfterInactivity(VALIDATE_AFTER)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setExpectContinueEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setKeepAliveStrategy((response, context) -> KEEP_ALIVE)
            .setUserAgent(HttpSettings.DEFAULT.userAgent())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
    client.start();
    return client;
  }
}
