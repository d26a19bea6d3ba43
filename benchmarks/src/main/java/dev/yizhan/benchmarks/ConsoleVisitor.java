package dev.yizhan.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operator who is signed in at the console. */
final class ConsoleVisitor {

  static final String USER = "ops";
  static final String PASSWORD = "pa55word";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\"");
  private static final Pattern ASSET =
      Pattern.compile("<(?:link|script)[^>]* (?:href|src)=\"([^\"]+)\"");

  private final String root;
  private final String cookies;
  private final String token;

  private ConsoleVisitor(String root, String cookies, String token) {
    this.root = root;
    this.cookies = cookies;
    this.token = token;
  }

  static ConsoleVisitor signIn(int port) {
    String root = "http://localhost:" + port + "/yizhan/console";
    HttpResponse<byte[]> answer =
        exchange(form(root + "/sign-in", "name=" + USER + "&password=" + PASSWORD), 303);
    List<String> cookies = new ArrayList<>();
    for (String line : answer.headers().allValues("Set-Cookie")) {
      cookies.add(line.substring(0, line.indexOf(';')));
    }
    String cookie = String.join("; ", cookies);
    String page = text(exchange(get(root + "/find").header("Cookie", cookie), 200));
    Matcher token = TOKEN.matcher(page);
    if (!token.find()) {
      throw new IllegalStateException("No token in " + page);
    }
    return new ConsoleVisitor(root, cookie, token.group(1));
  }

  private static HttpRequest.Builder get(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
  }

  private static HttpRequest.Builder form(String address, String form) {
    return get(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static HttpResponse<byte[]> exchange(HttpRequest.Builder request, int expected) {
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != expected) {
        throw new IllegalStateException(answer.uri() + ": " + answer.statusCode());
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a page. */
  String open(String path) {
    return text(exchange(get(root + path).header("Cookie", cookies), 200));
  }

  /** Searches from the box of the overview. */
  String find(String what) {
    return text(
        exchange(
            form(
                    root + "/find",
                    "token=" + token + "&q=" + URLEncoder.encode(what, StandardCharsets.UTF_8))
                .header("Cookie", cookies),
            200));
  }

  /**
   * What a browser transfers for the overview.
   *
   * @param requests of a first visit
   * @param cold bytes of the bodies of these, compressed where the server does that
   * @param warm bytes of the body of the page alone: the files are immutable
   */
  record Transfer(int requests, int cold, int warm) {}

  Transfer overview() {
    HttpResponse<byte[]> page = exchange(get(root + "/").header("Cookie", cookies), 200);
    int warm = page.body().length;
    int cold = warm;
    int requests = 1;
    Matcher assets = ASSET.matcher(text(page));
    while (assets.find()) {
      HttpResponse<byte[]> asset =
          exchange(
              get(URI.create(root + "/").resolve(assets.group(1)).toString())
                  .header("Accept-Encoding", "gzip"),
              200);
      Optional<String> cached = asset.headers().firstValue("Cache-Control");
      if (cached.filter(value -> value.contains("immutable")).isEmpty()) {
        throw new IllegalStateException(assets.group(1) + " is not immutable");
      }
      cold += asset.body().length;
      requests++;
    }
    return new Transfer(requests, cold, warm);
  }
}
