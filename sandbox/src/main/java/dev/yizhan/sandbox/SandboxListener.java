package dev.yizhan.sandbox;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox as a WAR: the page and its JSON under the WAR's own path, the pretend vendors on
 * ports from the system property {@code yizhan.sandbox.first-port} on (18081 by default).
 */
@WebListener
public final class SandboxListener implements ServletContextListener {

  private static final int FIRST_PORT = 18081;

  private @Nullable Sandbox sandbox;

  /** For the server. */
  public SandboxListener() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Sandbox started = Sandbox.start(Integer.getInteger("yizhan.sandbox.first-port", FIRST_PORT));
    sandbox = started;
    event.getServletContext().addServlet("control", new ControlServlet(started)).addMapping("/*");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
