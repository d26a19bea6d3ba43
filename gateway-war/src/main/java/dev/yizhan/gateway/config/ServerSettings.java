package dev.yizhan.gateway.config;

import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP server of the runnable jar. It is read once, when the gateway starts. Other servers have
 * settings of their own.
 *
 * @param address listened on
 * @param port from 0 to 65535; 0 is a free one
 * @param threads the most at a time
 * @param certificate for https; empty for HTTP
 * @param accessLog its file
 * @param stopTimeout how long running requests may take when the gateway stops
 * @param doors where front doors are served without a prefix
 */
public record ServerSettings(
    InetAddress address,
    int port,
    int threads,
    Optional<CertificateFiles> certificate,
    Optional<Path> accessLog,
    Duration stopTimeout,
    List<DoorAddresses> doors) {

  private static final int LEAST_THREADS = 8;
  private static final int MOST_THREADS = 10_000;

  /**
   * Where the server's certificate is.
   *
   * @param chain certificates in PEM, the server's own first
   * @param key its private key in PEM, PKCS #8, not encrypted
   */
  public record CertificateFiles(Path chain, Path key) {}

  private static final Setting<InetAddress> ADDRESS =
      Setting.of(
              "address",
              new SettingFormat<>("an address of this machine", ListenAddresses::numeric),
              "the address that it listens on; `0.0.0.0` for all")
          .withDefault("127.0.0.1");
  private static final Setting<Integer> PORT =
      Setting.of(
              "port",
              SettingFormat.number(0, ListenAddresses.LAST_PORT),
              "the port that it listens on; `--port` on the command line takes precedence")
          .withDefault("8080");
  private static final Setting<Integer> THREADS =
      Setting.of(
              "threads",
              SettingFormat.number(LEAST_THREADS, MOST_THREADS),
              "the most threads for requests; a consumer that waits for an outcome holds none")
          .withDefault("200");
  private static final Setting<Path> CERTIFICATE =
      Setting.of(
              "certificate-file",
              new SettingFormat<>(
                  "a readable file with certificates in PEM, the server's own first",
                  ServerSettings::file),
              "for https in place of HTTP, with HTTP/2; read again when it changes")
          .withDefaultText("HTTP");
  private static final Setting<Path> KEY =
      Setting.of(
              "key-file",
              new SettingFormat<>(
                  "a readable file with a private key in PEM (BEGIN PRIVATE KEY)",
                  ServerSettings::file),
              "the certificate's private key; from another form: `openssl pkcs8 -topk8 -nocrypt -in"
                  + " KEY`")
          .withDefaultText("required with the certificate");
  private static final Setting<Path> ACCESS_LOG =
      Setting.of(
              "access-log",
              new SettingFormat<>("a file in an existing directory", ServerSettings::writable),
              "a line for each request, without its query, credentials and content. With"
                  + " `yyyy_mm_dd` in its name, each day has a file of its own, and the last 31 are"
                  + " kept")
          .withDefaultText("none");
  private static final Setting<Duration> STOP_TIMEOUT =
      Setting.of(
              "stop-timeout",
              SettingFormat.duration(Duration.ofMinutes(5)),
              "how long requests may still run when the gateway is stopped. New ones are refused as"
                  + " `BUSY` meanwhile")
          .withDefault("10");

  static final Section SECTION =
      new Section(
          "The server of the runnable jar",
          "yizhan.server.",
          List.of(ADDRESS, PORT, THREADS, CERTIFICATE, KEY, ACCESS_LOG, STOP_TIMEOUT));

  static ServerSettings of(Settings settings, DoorSettings doors) {
    Settings.Group group = settings.of(SECTION);
    Optional<CertificateFiles> certificate = Optional.empty();
    if (group.has(CERTIFICATE)) {
      Optional<Path> key = group.need(KEY);
      certificate =
          group
              .find(CERTIFICATE)
              .flatMap(chain -> key.map(file -> new CertificateFiles(chain, file)));
    } else if (group.has(KEY)) {
      group.error(KEY, "needs yizhan.server.certificate-file");
    }
    return new ServerSettings(
        group.get(ADDRESS),
        group.get(PORT),
        group.get(THREADS),
        certificate,
        group.find(ACCESS_LOG),
        group.get(STOP_TIMEOUT),
        doors.addresses(certificate.isPresent()));
  }

  private static Path file(String text) {
    Path path = Path.of(text);
    return SettingFormat.require(path, Files.isRegularFile(path) && Files.isReadable(path));
  }

  private static Path writable(String text) {
    Path path = Path.of(text).toAbsolutePath();
    Path directory = path.getParent();
    return SettingFormat.require(
        path, directory != null && Files.isDirectory(directory) && !Files.isDirectory(path));
  }
}
