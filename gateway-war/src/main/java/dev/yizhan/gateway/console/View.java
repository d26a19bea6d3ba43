package dev.yizhan.gateway.console;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a page needs to show values to one visitor. Its methods are called by the templates. */
public final class View {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(QuietHours.CHINA);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(QuietHours.CHINA);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(QuietHours.CHINA);

  /** Their details quote what a vendor sent. */
  private static final Set<Problem.Kind> QUOTING =
      EnumSet.of(Problem.Kind.UNREADABLE_ANSWER, Problem.Kind.BROKEN_RECORD);

  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private final Place place;
  private final Language language;
  private final Optional<Operator> operator;
  private final Instant now;

  /**
   * Where the page is.
   *
   * @param root the console's path
   * @param here the page's path below the root, with its query but the language
   */
  record Place(String root, String here, Assets assets) {}

  View(Place place, Language language, Optional<Operator> operator, Instant now) {
    this.place = place;
    this.language = language;
    this.operator = operator;
    this.now = now;
  }

  /** The text of a key, with arguments. */
  public String text(String key, Object... arguments) {
    return language.text(key, arguments);
  }

  /** A sentence that the core made, in the visitor's language if it is known there. */
  public String sentence(String english) {
    return language.sentence(english);
  }

  /** What a problem says; to viewers without what the vendor sent, which may have numbers. */
  public String detail(Problem problem) {
    return mayChange() || !QUOTING.contains(problem.kind())
        ? sentence(problem.detail())
        : text("problem.hidden");
  }

  /** What a fault says, in the visitor's language. */
  String fault(GatewayException fault) {
    return language.fault(fault);
  }

  /** The name of a value of an enumeration: {@code state.UNKNOWN}. */
  public String name(String group, Object value) {
    String key = group + "." + value;
    return language.texts().containsKey(key) ? language.text(key) : String.valueOf(value);
  }

  /** The language as in HTML. */
  public String tag() {
    return language.tag();
  }

  /** The address of this page in the other language. */
  public String inOtherLanguage() {
    return place.root()
        + place.here()
        + (place.here().contains("?") ? "&" : "?")
        + "lang="
        + language.other().code();
  }

  /** The other language as in HTML. */
  public String otherTag() {
    return language.other().tag();
  }

  /** The address of a page of the console. */
  public String link(String path) {
    return place.root() + path;
  }

  /** The address of a file. */
  public String asset(String name) {
    return place.root() + "/asset/" + place.assets().address(name);
  }

  /** The attribute of the link to a page: where the visitor is. */
  public String current(String path) {
    return place.here().equals(path) || place.here().startsWith(path + "?") ? "page" : "false";
  }

  /** Whether somebody is signed in. */
  public boolean isSignedIn() {
    return operator.isPresent();
  }

  /** Whether the visitor may change something, and see whole numbers. */
  public boolean mayChange() {
    return operator.map(Operator::isAdmin).orElse(false);
  }

  /** Whether the visitor may see texts of messages. */
  public boolean mayReadTexts() {
    return operator.map(Operator::mayReadTexts).orElse(false);
  }

  /** The visitor's name. */
  public String who() {
    return operator.map(Operator::name).orElse("");
  }

  /** What forms of this visitor must carry. */
  public String formToken() {
    return operator.map(Operator::formToken).orElse("");
  }

  /** A number, masked for viewers. */
  public String number(PhoneNumber number) {
    return number(number.digits());
  }

  /** A number, masked for viewers. */
  public String number(String number) {
    return mayChange() ? number : PhoneNumber.mask(number);
  }

  /** How long it is until a time, in the largest unit; now if it has passed. */
  public String until(Instant time) {
    return time.isAfter(now) ? span(Duration.between(now, time)) : text("age.now");
  }

  /** A time in China. */
  public String time(Instant time) {
    return TIME.format(time);
  }

  /** A day and a time in China, without seconds. */
  public String minute(Instant time) {
    return MINUTES.format(time);
  }

  /** The time of the page, without the day. */
  public String clock() {
    return CLOCK.format(now);
  }

  /** How long ago it was, in the largest unit. */
  public String age(Instant time) {
    return span(Duration.between(time, now));
  }

  private String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 2 * MINUTE) {
      return text("age.seconds", seconds);
    }
    if (seconds < 2 * HOUR) {
      return text("age.minutes", seconds / MINUTE);
    }
    return seconds < 2 * DAY ? text("age.hours", seconds / HOUR) : text("age.days", seconds / DAY);
  }
}
