package dev.yizhan.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The demo's vendor simulators, over their HTTP interface. */
record SandboxApi(Gateway gateway) {

  private static final String PATH = "api/";

  /** What the simulated phones received, newest first. */
  JsonArray messages() {
    try (JsonReader reader =
        Json.createReader(new StringReader(gateway.exchange(request("messages").GET()).body()))) {
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
            request(resource)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
  }

  private void delete(String resource) {
    gateway.exchange(request(resource).DELETE());
  }

  private HttpRequest.Builder request(String resource) {
    return HttpRequest.newBuilder(gateway.sandboxAddress(PATH + resource));
  }
}
