package dev.yizhan.benchmarks;

import com.sun.xml.ws.transport.http.servlet.WSServlet;
import com.sun.xml.ws.transport.http.servlet.WSServletContextListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** {@link BareService} at {@code /yizhan/bare} of a Jetty, as Metro's own servlet serves it. */
public final class BareServer {

  static final String READY = "The bare service is ready";

  private static final String ENDPOINTS =
      "<endpoints xmlns=\"http://java.sun.com/xml/ns/jax-ws/ri/runtime\" version=\"2.0\">"
          + "<endpoint name=\"bare\" implementation=\""
          + BareService.class.getName()
          + "\" url-pattern=\"/bare\"/></endpoints>";

  private BareServer() {}

  /**
   * Serves until the process ends.
   *
   * @param arguments the port
   * @throws Exception if it cannot start
   */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/yizhan");
    context.setBaseResource(ResourceFactory.of(context).newResource(base()));
    context.addEventListener(new WSServletContextListener());
    context.addServlet(WSServlet.class, "/bare");
    server.setHandler(context);
    server.start();
    System.out.println(READY);
    server.join();
  }

  private static Path base() throws IOException {
    Path base = Files.createTempDirectory("bare");
    Files.write(
        Files.createDirectory(base.resolve("WEB-INF")).resolve("sun-jaxws.xml"),
        ENDPOINTS.getBytes(StandardCharsets.UTF_8));
    return base;
  }
}
