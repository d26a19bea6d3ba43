package dev.yizhan.sandbox;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox as a WAR: the page and its JSON API under the WAR's own path, the vendor simulators
 * on ports of their own, from the system property {@code yizhan.sandbox.first-port} (18081) on.
 */
@WebListener
public final class SandboxListener implements ServletContextListener {

  private @Nullable Sandbox sandbox;

  /** For the server. */
  public SandboxListener() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Sandbox started = Sandbox.start(SandboxServer.firstPort());
    sandbox = started;
    ServletContext context = event.getServletContext();
    context
        .addFilter("local-host", new LocalHostFilter())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    context.addServlet("control", new ControlServlet(started)).addMapping("/*");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
