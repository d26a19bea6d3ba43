package dev.yizhan.runnable;

import dev.yizhan.gateway.config.DoorAddresses;
import dev.yizhan.gateway.config.ServerSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** Makes the listeners: HTTP/1.1, or https with HTTP/1.1 and HTTP/2. */
final class Connectors {

  /** Above the longest wait for an outcome, so that no waiting consumer is cut off. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private static final int QUEUED_CONNECTIONS = 1024;

  private Connectors() {}

  static ServerConnector of(Server server, ServerSettings settings) {
    return listening(
        new ServerConnector(server, protocols(server, settings.certificate())),
        settings.address(),
        settings.port());
  }

  /** What listens for clients of front doors only. */
  static List<ServerConnector> ofDoors(Server server, ServerSettings settings) {
    List<ServerConnector> connectors = new ArrayList<>();
    for (DoorAddresses door : settings.doors()) {
      for (DoorAddresses.Listener listener : door.listeners()) {
        connectors.add(
            listening(
                new DoorConnector(
                    server,
                    door.door(),
                    protocols(
                        server, listener.secure() ? settings.certificate() : Optional.empty())),
                listener.address(),
                listener.port()));
      }
    }
    return connectors;
  }

  private static ConnectionFactory[] protocols(
      Server server, Optional<ServerSettings.CertificateFiles> certificate) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // From its second request on, each connection would keep 64 KiB for header fields that it has
    // seen: a few thousand connections fill the heap.
    http.setHeaderCacheSize(0);
    return certificate
        .map(files -> secure(server, http, files))
        .orElseGet(() -> new ConnectionFactory[] {new HttpConnectionFactory(http)});
  }

  private static ServerConnector listening(
      ServerConnector connector, InetAddress address, int port) {
    connector.setHost(address.getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(QUEUED_CONNECTIONS);
    return connector;
  }

  private static ConnectionFactory[] secure(
      Server server, HttpConfiguration http, ServerSettings.CertificateFiles files) {
    // Callers may use any name or the address: the certificate is checked by them.
    http.addCustomizer(new SecureRequestCustomizer(false));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    CertificateReloader certificate = new CertificateReloader(files);
    server.addBean(certificate);
    return new ConnectionFactory[] {
      new SslConnectionFactory(certificate.context(), alpn.getProtocol()),
      alpn,
      new HTTP2ServerConnectionFactory(http),
      new HttpConnectionFactory(http)
    };
  }
}
