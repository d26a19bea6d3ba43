package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.security.ClientConnection;
import dev.yizhan.gateway.security.Credentials;
import dev.yizhan.gateway.security.EndpointSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The console, at {@code /console}. */
public final class ConsoleServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** The servlet's path in the WAR. */
  public static final String PATH = "/console";

  private static final System.Logger LOG = System.getLogger(ConsoleServlet.class.getName());
  private static final String SESSION = "yizhan-console";
  private static final String LANGUAGE = "yizhan-language";

  /** Numbers are searched by POST, also by viewers. */
  private static final Set<String> SEARCHES = Set.of("find", "inbox");

  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  private final transient ConsoleParts parts;
  private final transient Guard guard;
  private final transient Map<String, Section> sections;

  /** Serves over the parts of the gateway. */
  public ConsoleServlet(ConsoleParts parts) {
    this.parts = parts;
    this.guard = new Guard(parts);
    this.sections = parts.sections();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Answer> refusal = guard.refusal(request);
    Guard.headers(response);
    Answer answer;
    try {
      answer = refusal.isPresent() ? refusal.get() : answer(request, response);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "The console cannot read the store", e);
      answer = Answer.text(503, "The store does not answer. Load this page again\n");
    }
    if (request.getMethod().equals("HEAD")) {
      answer = new Answer(answer.status(), answer.contentType(), new byte[0], answer.headers());
    }
    parts.environment().answers().write(request, response, answer, AnswerWriter.Reader.STRANGER);
  }

  private Answer answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = path(request);
    if (path.startsWith("/asset/")) {
      boolean packs =
          Optional.ofNullable(request.getHeader("Accept-Encoding")).orElse("").contains("gzip");
      return parts
          .assets()
          .find(path.substring("/asset/".length()), packs)
          .orElseGet(() -> Answer.text(404, "There is no such file\n"));
    }
    response.setHeader("Cache-Control", "no-store");
    Form query = Form.of(Optional.ofNullable(request.getQueryString()).orElse(""));
    Language language = language(request, response, query);
    boolean isLive = path.equals("/live");
    ClientConnection client = settings().proxies().client(request);
    Optional<Operator> operator =
        cookie(request, SESSION).flatMap(token -> parts.sessions().find(token, client, !isLive));
    boolean isPost = request.getMethod().equals("POST");
    View view = view(request, path, isPost, language, operator);
    try {
      Form form = isPost ? guard.form(request, isMessage(path, operator)) : query;
      if (path.equals("/sign-in")) {
        return signIn(request, response, form, view);
      }
      if (operator.isEmpty()) {
        return notSignedIn(isLive || isPost, path, view);
      }
      if (isPost && !isOwn(form, operator.get())) {
        return message(403, "message.noToken", view);
      }
      return answered(
          new Visit(isPost, names(path), form, operator.get(), view), request, response);
    } catch (GatewayException e) {
      return parts.pages().page(status(e.code()), "message", view, view.fault(e));
    }
  }

  /** Strangers, and who only searches, give less. */
  private static boolean isMessage(String path, Optional<Operator> operator) {
    return path.startsWith("/send") && operator.filter(Operator::isAdmin).isPresent();
  }

  private Answer answered(Visit visit, HttpServletRequest request, HttpServletResponse response) {
    String section = visit.at(0).orElse("");
    if (visit.isPost() && section.equals("sign-out")) {
      if (visit.form().find("everywhere").isPresent()) {
        parts.sessions().endAll(visit.operator());
      } else {
        parts.sessions().end(visit.operator());
      }
      setSession(request, response, "", 0);
      return visit.redirect("/sign-in");
    }
    if (visit.isPost() && !SEARCHES.contains(section) && !visit.operator().isAdmin()) {
      return message(403, "message.viewer", visit.view());
    }
    return Optional.ofNullable(sections.get(section))
        .map(found -> found.answer(visit))
        .orElseGet(() -> message(404, "message.notFound", visit.view()));
  }

  private Answer message(int status, String key, View view) {
    return parts.pages().page(status, "message", view, view.text(key));
  }

  private static int status(FaultCode code) {
    return switch (code) {
      case UNKNOWN_SUBMISSION, UNKNOWN_CHANNEL -> 404;
      case BUSY -> 503;
      default -> 400;
    };
  }

  /** A page goes on where the visitor wanted to; what a script or a form asked for does not. */
  private Answer notSignedIn(boolean isNoPage, String path, View view) {
    if (isNoPage) {
      return message(401, "message.ended", view);
    }
    return Visit.redirect(view, "/sign-in" + Form.query("back", path.equals("/") ? "" : path));
  }

  private Answer signIn(
      HttpServletRequest request, HttpServletResponse response, Form form, View view) {
    String back = form.find("back").filter(ConsoleServlet::isPath).orElse("/");
    if (!request.getMethod().equals("POST")) {
      return parts.pages().page(200, "signin", view, new SignIn("", back, Optional.empty()));
    }
    String name = form.find("name").orElse("");
    try {
      ClientConnection client = settings().proxies().client(request);
      settings().requireEncryption(client);
      Optional<Operator> begun =
          parts.sessions().begin(new Credentials(name, form.raw("password").orElse("")), client);
      if (begun.isPresent()) {
        setSession(request, response, begun.get().token(), (int) Sessions.LONGEST.toSeconds());
        return Visit.redirect(view, back);
      }
      return refused(403, name, back, view.text("signin.notAllowed"), view);
    } catch (GatewayException e) {
      boolean isWrong = e.code() == FaultCode.NOT_AUTHENTICATED;
      return refused(
          isWrong ? 401 : 503,
          name,
          back,
          isWrong ? view.text("signin.wrong") : view.fault(e),
          view);
    }
  }

  private Answer refused(int status, String name, String back, String why, View view) {
    return parts.pages().page(status, "signin", view, new SignIn(name, back, Optional.of(why)));
  }

  /** A path of the console: no other host's address. */
  private static boolean isPath(String text) {
    return text.matches("/[A-Za-z0-9_.\\-/]*") && !text.startsWith("//");
  }

  private static boolean isOwn(Form form, Operator operator) {
    return MessageDigest.isEqual(
        form.raw("token").orElse("").getBytes(StandardCharsets.UTF_8),
        operator.formToken().getBytes(StandardCharsets.UTF_8));
  }

  private EndpointSettings settings() {
    return parts.environment().settings().get();
  }

  private View view(
      HttpServletRequest request,
      String path,
      boolean isPost,
      Language language,
      Optional<Operator> operator) {
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    String rest = query.replaceAll("(^|&)lang=[a-z]*", "").replaceFirst("^&", "");
    return new View(
        new View.Place(
            request.getContextPath() + PATH,
            isPost || rest.isEmpty() ? path : path + "?" + rest,
            parts.assets()),
        language,
        operator,
        parts.clock().instant());
  }

  private static String path(HttpServletRequest request) {
    String path =
        request.getRequestURI().substring(request.getContextPath().length() + PATH.length());
    return path.isEmpty() ? "/" : path;
  }

  private static List<String> names(String path) {
    return Arrays.stream(path.split("/", -1)).filter(name -> !name.isEmpty()).toList();
  }

  private Language language(HttpServletRequest request, HttpServletResponse response, Form query) {
    Optional<Language> chosen = query.find("lang").flatMap(Language::find);
    chosen.ifPresent(
        language -> addCookie(request, response, LANGUAGE, language.code(), YEAR_SECONDS));
    return chosen
        .or(() -> cookie(request, LANGUAGE).flatMap(Language::find))
        .orElseGet(
            () ->
                Language.accepted(
                    Optional.ofNullable(request.getHeader("Accept-Language"))
                        .orElse("en")
                        .toLowerCase(Locale.ROOT)));
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }

  private void setSession(
      HttpServletRequest request, HttpServletResponse response, String token, int seconds) {
    addCookie(request, response, SESSION, token, seconds);
  }

  /** Written here: not all servers pass on the attributes of a cookie. */
  private void addCookie(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      int seconds) {
    boolean isSecure = settings().proxies().client(request).encrypted();
    response.addHeader(
        "Set-Cookie",
        name
            + "="
            + value
            + "; Path="
            + request.getContextPath()
            + PATH
            + "; Max-Age="
            + seconds
            + "; HttpOnly; SameSite=Lax"
            + (isSecure ? "; Secure" : ""));
  }
}
