package dev.yizhan.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The demo's vendor simulators, over their HTTP interface. */
record SandboxApi(Gateway gateway) {

  private static final String PATH = "/sandbox/api/";

  /** What the simulated phones received, newest first. */
  JsonArray messages() {
    try (JsonReader reader =
        Json.createReader(new StringReader(gateway.get(PATH + "messages").body()))) {
      return reader.readArray();
    }
  }

  void forgetMessages() {
    delete("messages");
  }

  /** Sets a fault of a vendor simulator, for example {@code "fault": "refuse"}. */
  void fault(String vendor, String fault) {
    post("faults", "{\"vendor\": \"" + vendor + "\", " + fault + "}");
  }

  void clearFaults() {
    delete("faults");
  }

  /** Lets a simulated phone send an inbound message. */
  void reply(String vendor, String phone, String text) {
    post(
        "replies",
        "{\"vendor\": \"%s\", \"phone\": \"%s\", \"text\": \"%s\"}".formatted(vendor, phone, text));
  }

  /** Sets the URL that winnerlook's simulator pushes to; empty for none. */
  void pushTo(String url) {
    post("world", "{\"pushTo\": \"" + url + "\"}");
  }

  private void post(String resource, String json) {
    HttpResponse<String> response =
        gateway.exchange(
            gateway.post(
                PATH + resource, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
  }

  private void delete(String resource) {
    gateway.exchange(HttpRequest.newBuilder(gateway.address(PATH + resource)).DELETE());
  }
}
