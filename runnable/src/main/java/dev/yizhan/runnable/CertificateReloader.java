package dev.yizhan.runnable;

import dev.yizhan.gateway.config.ServerSettings;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The server's certificate, read again when its files change. One with an error is not used. */
final class CertificateReloader extends AbstractLifeCycle {

  private static final System.Logger LOG = System.getLogger(CertificateReloader.class.getName());
  private static final Duration CHECK = Duration.ofSeconds(10);

  private final ServerSettings.CertificateFiles files;
  private final SslContextFactory.Server context = new SslContextFactory.Server();
  private final PeriodicTasks checks = new PeriodicTasks("yizhan-certificate");
  private String used;

  CertificateReloader(ServerSettings.CertificateFiles files) {
    this.files = files;
    this.used = stamp();
    context.setKeyStore(PemKeyStore.read(files.chain(), files.key()));
    context.setKeyStorePassword("");
  }

  SslContextFactory.Server context() {
    return context;
  }

  @Override
  protected void doStart() {
    checks.every(CHECK, "The server's certificate cannot be checked now", this::check);
  }

  @Override
  protected void doStop() {
    checks.close();
  }

  /** Reads the files again if they have changed. */
  void check() {
    String now = stamp();
    if (now.equals(used)) {
      return;
    }
    used = now;
    try {
      context.reload(factory -> factory.setKeyStore(PemKeyStore.read(files.chain(), files.key())));
      LOG.log(System.Logger.Level.INFO, "The server's certificate was read again");
    } catch (Exception e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "The server''s changed certificate cannot be used, the one before stays in use: {0}",
          e.getMessage());
    }
  }

  private String stamp() {
    return stamp(files.chain()) + stamp(files.key());
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file) + ";";
    } catch (IOException e) {
      return "missing;";
    }
  }
}
