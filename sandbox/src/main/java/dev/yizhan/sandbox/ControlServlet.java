package dev.yizhan.sandbox;

import dev.yizhan.sandbox.world.PhoneMessage;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page with the simulated phones, and its JSON API. */
final class ControlServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_BODY = 10_000;

  /** What simulated phones receive is written by others, and must not run. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self';"
          + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

  private final transient Sandbox sandbox;
  private final byte[] page = read("page.html");
  private final byte[] style = read("page.css");
  private final byte[] script = read("page.js");

  ControlServlet(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  private static byte[] read(String name) {
    try (InputStream in = ControlServlet.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (System.getProperty(LocalHosts.SERVED) == null
        && !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
      refuse(
          response,
          403,
          "the sandbox answers this machine only, unless " + LocalHosts.SERVED + " is set");
      return;
    }
    if (request.getMethod().equals("POST") && !isJson(request.getHeader("Content-Type"))) {
      refuse(response, 415, "POST needs the header Content-Type: application/json");
      return;
    }
    String info = request.getPathInfo();
    String what = request.getMethod() + " " + (info == null ? "/" : info);
    try {
      switch (what) {
        case "GET /", "HEAD /" -> write(response, "text/html; charset=utf-8", page);
        case "GET /page.css" -> write(response, "text/css; charset=utf-8", style);
        case "GET /page.js" -> write(response, "text/javascript; charset=utf-8", script);
        case "GET /api/messages" -> write(response, messages());
        case "DELETE /api/messages" -> {
          sandbox.forgetMessages();
          write(response, messages());
        }
        case "GET /api/faults" -> write(response, faults());
        case "POST /api/faults" -> {
          set(body(request));
          write(response, faults());
        }
        case "DELETE /api/faults" -> {
          sandbox.vendors().forEach(sandbox::clear);
          write(response, faults());
        }
        case "GET /api/world" -> write(response, world());
        case "POST /api/world" -> {
          change(body(request));
          write(response, world());
        }
        case "POST /api/replies" -> {
          reply(body(request));
          write(response, world());
        }
        default ->
            refuse(
                response,
                404,
                "there is /, /api/messages, /api/faults, /api/world and /api/replies");
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      refuse(response, 400, String.valueOf(e.getMessage()));
    }
  }

  /** Not one of the types that any web page can send without a question first. */
  private static boolean isJson(@Nullable String type) {
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private static JsonObject body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY);
    try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "the body must be a JSON object: for faults vendor and fault, optionally times, share,"
              + " millis, code, cut and requests; for replies vendor, phone, text and to; for the"
              + " world any of receiptsAfterMillis, failing, pace and pushTo",
          e);
    }
  }

  private void set(JsonObject body) {
    String vendor = body.getString("vendor", "");
    String fault = body.getString("fault", "");
    if (fault.equals("none")) {
      sandbox.clear(vendor);
      return;
    }
    sandbox.set(
        vendor,
        new Fault(
            Fault.Kind.of(fault),
            body.getInt("times", Fault.UNTIL_CLEARED),
            body.getInt("share", 100),
            Duration.ofMillis(body.getInt("millis", 0)),
            body.getString("code", ""),
            body.getInt("cut", Fault.IN_THE_MIDDLE),
            requests(fault, body.getString("requests", ""))));
  }

  /** Sends by default, since the gateway polls all the time. */
  private static Fault.Requests requests(String fault, String given) {
    if (given.isEmpty()) {
      return fault.equals(Fault.Kind.REFUSE.label()) ? Fault.Requests.ALL : Fault.Requests.SENDS;
    }
    try {
      return Fault.Requests.valueOf(given.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("requests must be all, sends or questions: " + given, e);
    }
  }

  private void reply(JsonObject body) {
    sandbox.reply(
        body.getString("vendor", ""),
        body.getString("phone", ""),
        body.getString("text", ""),
        body.getString("to", ""));
  }

  private void change(JsonObject body) {
    if (body.containsKey("receiptsAfterMillis")) {
      sandbox.reportsAfter(Duration.ofMillis(body.getInt("receiptsAfterMillis")));
    }
    if (body.containsKey("failing")) {
      sandbox.failFor(
          body.getJsonArray("failing").getValuesAs(JsonString.class).stream()
              .map(JsonString::getString)
              .collect(Collectors.toSet()));
    }
    if (body.containsKey("pace")) {
      sandbox.pace(body.getBoolean("pace"));
    }
    if (body.containsKey("pushTo")) {
      sandbox.pushTo(
          Optional.of(body.getString("pushTo")).filter(to -> !to.isEmpty()).map(URI::create));
    }
  }

  private JsonValue world() {
    return Json.createObjectBuilder()
        .add("pushTo", sandbox.pushesTo().map(URI::toString).orElse(""))
        .build();
  }

  private JsonValue faults() {
    JsonObjectBuilder faults = Json.createObjectBuilder();
    for (String vendor : sandbox.vendors()) {
      JsonObjectBuilder state =
          Json.createObjectBuilder()
              .add("address", sandbox.address(vendor).toString())
              .add("replies", sandbox.handsOutReplies(vendor));
      sandbox.fault(vendor).ifPresent(fault -> state.add("fault", fault.kind().label()));
      faults.add(vendor, state);
    }
    return faults.build();
  }

  private JsonValue messages() {
    JsonArrayBuilder messages = Json.createArrayBuilder();
    for (PhoneMessage message : sandbox.messages()) {
      messages.add(
          Json.createObjectBuilder()
              .add("phone", message.phone())
              .add("text", message.text())
              .add("vendor", message.vendor())
              .add("vendorId", message.vendorId())
              .add("account", message.account())
              .add("extension", message.extension())
              .add("customId", message.customId())
              .add("at", message.at().toString())
              .add(
                  "request",
                  Json.createObjectBuilder()
                      .add("method", message.request().method())
                      .add("target", message.request().target())
                      .add("contentType", message.request().contentType())
                      .add("body", message.request().body())));
    }
    return messages.build();
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    write(response, Json.createObjectBuilder().add("error", why).build());
  }

  private static void write(HttpServletResponse response, JsonValue json) throws IOException {
    write(
        response,
        "application/json; charset=utf-8",
        json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
