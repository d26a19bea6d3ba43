package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does of HTTP: cookies, forms, and no redirect that a test does not follow. */
final class ConsoleBrowser {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\"");

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private URI address;

  ConsoleBrowser(URI address) {
    this.address = address;
  }

  /** Goes on at another node. */
  ConsoleBrowser at(URI other) {
    address = other;
    return this;
  }

  /** Sends a header from now on. */
  ConsoleBrowser with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  ConsoleBrowser without(String name) {
    headers.remove(name);
    return this;
  }

  HttpResponse<String> get(String path) {
    return exchange(request(path).GET());
  }

  HttpResponse<String> post(String path, String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(namesAndValues[i])
          .append('=')
          .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return exchange(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  /** As from a form of this session, whose token is read from a page. */
  HttpResponse<String> send(String path, String... namesAndValues) {
    String[] all = new String[namesAndValues.length + 2];
    System.arraycopy(namesAndValues, 0, all, 0, namesAndValues.length);
    all[namesAndValues.length] = "token";
    all[namesAndValues.length + 1] = token();
    return post(path, all);
  }

  String token() {
    Matcher found = TOKEN.matcher(get("/find").body());
    assertThat(found.find()).as("a token in the page").isTrue();
    return found.group(1);
  }

  HttpResponse<String> signIn(String name, String password) {
    return post("/sign-in", "name", name, "password", password);
  }

  /** Signs in with the usual password. */
  ConsoleBrowser signedIn(String name) {
    assertThat(signIn(name, ConsoleGateway.PASSWORD).statusCode()).isEqualTo(303);
    return this;
  }

  Map<String, String> cookies() {
    return cookies;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      StringBuilder line = new StringBuilder();
      cookies.forEach(
          (name, value) -> line.append(line.isEmpty() ? "" : "; ").append(name + "=" + value));
      request.header("Cookie", line.toString());
    }
    return request;
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      for (String line : response.headers().allValues("Set-Cookie")) {
        String pair = line.substring(0, line.indexOf(';'));
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
