package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}. Whoever asks is told whether
 * the gateway lives and can accept; why not, and what was measured, only who may know.
 */
public final class WatchServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Health health;
  private final transient Supplier<String> metrics;
  private final transient Supplier<Networks> watchers;
  private final transient Supplier<EndpointSettings> endpoint;

  /**
   * Tells.
   *
   * @param health how the gateway is
   * @param metrics what was measured
   * @param watchers who may know it now
   * @param endpoint rules in use now
   */
  public WatchServlet(
      Health health,
      Supplier<String> metrics,
      Supplier<Networks> watchers,
      Supplier<EndpointSettings> endpoint) {
    this.health = health;
    this.metrics = metrics;
    this.watchers = watchers;
    this.endpoint = endpoint;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean mayKnow = watchers.get().contains(endpoint.get().proxies().client(request).address());
    response.setHeader("Cache-Control", "no-store");
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    switch (path) {
      case "/health/live" ->
          write(response, HttpServletResponse.SC_OK, "application/json", "{\"status\":\"UP\"}\n");
      case "/health/ready" -> ready(response, mayKnow);
      case "/metrics" -> metrics(response, mayKnow);
      default -> write(response, HttpServletResponse.SC_NOT_FOUND, "text/plain", "not found\n");
    }
  }

  private void ready(HttpServletResponse response, boolean mayKnow) throws IOException {
    Health.State state = health.look();
    JsonObjectBuilder told = Json.createObjectBuilder().add("status", status(state.isReady()));
    if (mayKnow) {
      JsonArrayBuilder checks = Json.createArrayBuilder();
      state
          .checks()
          .forEach(
              check ->
                  checks.add(
                      Json.createObjectBuilder()
                          .add("name", check.name())
                          .add("status", status(check.isUp()))
                          .add("data", Json.createObjectBuilder().add("detail", check.detail()))));
      told.add("checks", checks);
    }
    write(
        response,
        state.isReady() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "application/json",
        told.build() + "\n");
  }

  private static String status(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }

  private void metrics(HttpServletResponse response, boolean mayKnow) throws IOException {
    if (mayKnow) {
      write(
          response,
          HttpServletResponse.SC_OK,
          "text/plain; version=0.0.4; charset=utf-8",
          metrics.get());
    } else {
      write(
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "text/plain",
          "yizhan.monitoring names from where this may be read\n");
    }
  }

  private static void write(
      HttpServletResponse response, int status, String contentType, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
