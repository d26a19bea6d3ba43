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
 * Serves {@code /health/live}, {@code /health/ready} and {@code /metrics}. Every client gets the
 * status; details and metrics are for the addresses of {@code yizhan.monitoring} only.
 */
public final class MonitoringServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Health health;
  private final transient Supplier<String> metrics;
  private final transient Supplier<Networks> allowed;
  private final transient Supplier<EndpointSettings> endpoint;

  /**
   * Takes its settings anew for each request.
   *
   * @param metrics in Prometheus' text format
   * @param allowed to see details and metrics
   */
  public MonitoringServlet(
      Health health,
      Supplier<String> metrics,
      Supplier<Networks> allowed,
      Supplier<EndpointSettings> endpoint) {
    this.health = health;
    this.metrics = metrics;
    this.allowed = allowed;
    this.endpoint = endpoint;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean isAllowed = allowed.get().contains(endpoint.get().proxies().client(request).address());
    response.setHeader("Cache-Control", "no-store");
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    switch (path) {
      case "/health/live" ->
          write(response, HttpServletResponse.SC_OK, "application/json", "{\"status\":\"UP\"}\n");
      case "/health/ready" -> ready(response, isAllowed);
      case "/metrics" -> metrics(response, isAllowed);
      default -> write(response, HttpServletResponse.SC_NOT_FOUND, "text/plain", "not found\n");
    }
  }

  private void ready(HttpServletResponse response, boolean isAllowed) throws IOException {
    Health.State state = health.check();
    JsonObjectBuilder json = Json.createObjectBuilder().add("status", status(state.isReady()));
    if (isAllowed) {
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
      json.add("checks", checks);
    }
    write(
        response,
        state.isReady() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "application/json",
        json.build() + "\n");
  }

  private static String status(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }

  private void metrics(HttpServletResponse response, boolean isAllowed) throws IOException {
    if (isAllowed) {
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
          "this address is not in yizhan.monitoring\n");
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
