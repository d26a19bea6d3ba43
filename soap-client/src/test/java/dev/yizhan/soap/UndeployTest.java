package dev.yizhan.soap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.RawServer;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server that replaces a WAR must be able to unload all its classes. */
class UndeployTest {

  private static final int TIMES = 20;

  /** Runs in its own class loader. */
  public static final class Application implements java.util.function.Function<String, String> {

    /** For reflection. */
    public Application() {}

    @Override
    public String apply(String address) {
      StringBuilder outcomes = new StringBuilder();
      for (Binding version : List.of(Binding.SOAP_1_1, Binding.SOAP_1_2)) {
        try (WinicService client =
            WinicService.open(
                ServiceSettings.of(URI.create(address), version), new Credentials("u", "p"))) {
          outcomes.append(
              client.sendMessages(List.of(PhoneNumber.of("13800138000")), "测试", Optional.empty()));
        }
      }
      return outcomes.toString();
    }
  }

  private static final String ANSWER =
      "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
          + "<SendMessagesResponse xmlns=\"http://tempuri.org/\"><SendMessagesResult>"
          + "0106120218011881</SendMessagesResult></SendMessagesResponse></soap:Body></soap:Envelope>";

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static WeakReference<ClassLoader> deployedAndUndeployed(String address) throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try (loader) {
      Class<?> application = loader.loadClass(Application.class.getName());
      if (application.getClassLoader() != loader) {
        throw new IllegalStateException("the class loader is not isolated");
      }
      @SuppressWarnings("unchecked")
      var run =
          (java.util.function.Function<String, String>)
              application.getDeclaredConstructor().newInstance();
      assertThat(run.apply(address)).isEqualTo("Accepted[value=0106120218011881]".repeat(2));
    } finally {
      thread.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  /** Deploys and undeploys in one JVM, and prints how many class loaders are left. */
  public static final class Server {

    private Server() {}

    /**
     * Deploys and undeploys.
     *
     * @param args the vendor's address
     */
    @SuppressWarnings("SystemOut") // The test reads it.
    public static void main(String[] args) throws Exception {
      List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        loaders.add(deployedAndUndeployed(args[0]));
      }
      Instant patience = Instant.now().plus(Duration.ofSeconds(30));
      while (alive(loaders) > 0 && Instant.now().isBefore(patience)) {
        System.gc();
      }
      System.out.println(alive(loaders) + " of " + loaders.size() + " left");
    }
  }

  private static long alive(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  /**
   * In a JVM that clears soft references: Woodstox holds its buffers by them, and any JVM clears
   * them before it runs out of memory.
   */
  @Test
  void leavesNoClassLoader() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.answer("200 OK", "Content-Type: text/xml\r\n", ANSWER);
            })) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:SoftRefLRUPolicyMSPerMB=0",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Server.class.getName(),
                  server.address().resolve("/").toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output).isEqualToIgnoringNewLines("0 of " + TIMES + " left");
      assertThat(server.requests()).hasSize(2 * TIMES);
    }
  }
}
