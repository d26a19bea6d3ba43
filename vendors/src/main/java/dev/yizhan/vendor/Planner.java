package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Recipients;
import dev.yizhan.http.Binding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prepares a message for a vendor: collects what the vendor would refuse, then splits the message
 * into calls. One for each message; each method returns it.
 */
public final class Planner {

  /** A number, and two separators of three characters, encoded. */
  private static final int NUMBER_AND_SEPARATORS = 40;

  /** Enough to tell what is wrong: a text may have a million wrong characters. */
  private static final int MOST_REFUSALS = 1000;

  private static final String ENCODED_COMMA = "%2C";

  private final Message message;
  private final List<String> texts;

  /** The positions of the message's recipients, by the text that is sent and the number. */
  private final Map<String, Map<PhoneNumber, List<Integer>>> positions = new LinkedHashMap<>();

  private final List<Refusal> refusals = new ArrayList<>();

  private Planner(Message message, UnaryOperator<String> form) {
    this.message = message;
    this.texts = message.texts().stream().map(form).toList();
    for (int i = 0; i < message.recipients().size(); i++) {
      positions
          .computeIfAbsent(texts.get(texts.size() == 1 ? 0 : i), text -> new LinkedHashMap<>())
          .computeIfAbsent(message.recipients().get(i), number -> new ArrayList<>(1))
          .add(i);
    }
  }

  /**
   * Begins with the texts as they will be sent: signed where that is asked for, then in the
   * vendor's form. A text that begins or ends with the signature is signed already.
   *
   * @param message what is to be sent
   * @param form what the vendor's protocol makes of a text
   * @return a planner
   */
  public static Planner of(Message message, UnaryOperator<String> form) {
    Optional<String> signature = signature(message);
    return new Planner(
        message,
        text ->
            form.apply(
                signature.filter(text::startsWith).isPresent() ? text : signed(text, signature)));
  }

  /**
   * The same for a vendor that wants the signature at the end, wherever it stands already.
   *
   * @param message what is to be sent
   * @param form what the vendor's protocol makes of a text
   * @return a planner
   */
  public static Planner signingAtTheEnd(Message message, UnaryOperator<String> form) {
    Optional<String> signature = signature(message);
    return new Planner(message, text -> form.apply(signed(text, signature)));
  }

  private static Optional<String> signature(Message message) {
    return message.options().signature().map(name -> "【" + name + "】");
  }

  private static String signed(String text, Optional<String> signature) {
    return signature.filter(sign -> !text.endsWith(sign)).map(text::concat).orElse(text);
  }

  /**
   * Adds a refusal.
   *
   * @param reason what kind
   * @param detail one sentence: what, where, and what to do
   * @return this
   */
  public Planner refuse(Refusal.Reason reason, String detail) {
    return add(Stream.of(new Refusal(reason, detail)));
  }

  private Planner add(Stream<Refusal> found) {
    found.limit(MOST_REFUSALS - refusals.size()).forEach(refusals::add);
    return this;
  }

  /**
   * Refuses characters that the transport cannot carry.
   *
   * @param encoding the vendor's charset
   * @param binding SOAP carries no control characters
   * @return this
   */
  public Planner encodable(FormEncoding encoding, Binding binding) {
    return add(TextChecks.notEncodable(texts, encoding, binding));
  }

  /**
   * Refuses characters that the vendor's protocol does not accept.
   *
   * @param forbidden which
   * @return this
   */
  public Planner forbidden(IntPredicate forbidden) {
    return add(TextChecks.forbidden(texts, forbidden));
  }

  /**
   * Refuses texts of a wrong length.
   *
   * @param least characters
   * @param most characters
   * @return this
   */
  public Planner length(int least, int most) {
    return add(TextChecks.wrongLength(texts, least, most));
  }

  /**
   * Refuses texts that do not end as the vendor wants it.
   *
   * @param end how
   * @param detail what to do
   * @return this
   */
  public Planner endsWith(Pattern end, String detail) {
    return add(TextChecks.wrongEnd(texts, end, detail));
  }

  /**
   * Refuses recipients that are not reached.
   *
   * @param kinds which are
   * @return this
   */
  public Planner reaches(Set<PhoneNumber.Kind> kinds) {
    return add(
        message.recipients().stream()
            .filter(recipient -> !kinds.contains(recipient.kind()))
            .map(Planner::notReached));
  }

  private static Refusal notReached(PhoneNumber recipient) {
    return new Refusal(
        Refusal.Reason.RECIPIENT_NOT_REACHABLE,
        recipient
            + switch (recipient.kind()) {
              case MOBILE -> " is a mainland mobile";
              case LANDLINE -> " is a landline";
              case INTERNATIONAL -> " is an international number";
            }
            + ", and this channel reaches no such number",
        Optional.empty(),
        Optional.of(recipient));
  }

  /**
   * Refuses an extension of another form.
   *
   * @param form what the vendor takes
   * @param detail the same in words, as in {@code 1 to 10 digits}
   * @return this
   */
  public Planner extension(Pattern form, String detail) {
    if (message.options().extension().filter(form.asMatchPredicate().negate()).isPresent()) {
      refuse(Refusal.Reason.OPTION_NOT_CARRIED, "extension: give " + detail);
    }
    return this;
  }

  /**
   * Refuses an extension at all.
   *
   * @return this
   */
  public Planner withoutExtension() {
    if (message.options().extension().isPresent()) {
      refuse(
          Refusal.Reason.OPTION_NOT_CARRIED,
          "extension: this channel carries none: leave it out or take another channel");
    }
    return this;
  }

  /**
   * Refuses a message type.
   *
   * @return this
   */
  public Planner withoutMessageType() {
    if (message.options().messageType().isPresent()) {
      refuse(
          Refusal.Reason.OPTION_NOT_CARRIED,
          "messageType: this channel carries none: leave it out or take another channel");
    }
    return this;
  }

  /**
   * How long texts are in a plain form.
   *
   * @param encoding of the form
   * @return characters of a text, encoded
   */
  public static ToIntFunction<String> encoded(FormEncoding encoding) {
    return text -> encoding.encode(text).length();
  }

  /**
   * How many numbers fit into a call by its limits and, by GET, by the length of its query.
   *
   * @param limits the channel's
   * @param access the transport; by POST and SOAP the query has no limit
   * @param length of a text in the query, in characters
   * @return 1 or more; a text that does not even fit with one number has been refused then
   */
  public int fitting(Limits limits, Access access, ToIntFunction<String> length) {
    if (access.binding() != Binding.HTTP_GET || !refusals.isEmpty()) {
      return limits.recipientsPerCall();
    }
    int longestNumber =
        ENCODED_COMMA.length()
            + message.recipients().stream()
                .mapToInt(number -> number.withCountryCode().length())
                .max()
                .orElse(0);
    int room = QueryRoom.of(limits, access, length).besideLongest(texts);
    if (room < longestNumber) {
      refuse(
          Refusal.Reason.TEXT_LENGTH,
          "the text is too long for a query of "
              + limits.longestQuery()
              + " characters: use a channel by POST or SOAP");
      return 1;
    }
    return Math.min(limits.recipientsPerCall(), room / longestNumber);
  }

  /**
   * How many texts of their own fit into a call, as {@link #fitting} does for numbers of one text.
   *
   * @param limits the channel's
   * @param access the transport
   * @param length of a text in the query, in characters
   * @return 1 or more
   */
  public int fittingIndividually(Limits limits, Access access, ToIntFunction<String> length) {
    if (access.binding() != Binding.HTTP_GET || !refusals.isEmpty()) {
      return limits.recipientsPerCall();
    }
    int longest = texts.stream().mapToInt(length).max().orElse(0) + NUMBER_AND_SEPARATORS;
    int room = QueryRoom.of(limits, access, length).characters();
    return Math.max(1, Math.min(limits.recipientsPerCall(), room / longest));
  }

  /**
   * Splits the message into calls of one text each, numbers of one text together.
   *
   * @param limits the channel's; a text of more segments is refused
   * @param size the most numbers in a call
   * @return the plan
   */
  public Plan plan(Limits limits, int size) {
    return plan(limits, (numbers, text) -> calls(numbers, text, size));
  }

  /**
   * Splits the message into calls.
   *
   * @param limits the channel's; a text of more segments is refused
   * @param calls makes the calls for one text and its numbers, by {@link #calls}
   * @return the plan
   */
  public Plan plan(Limits limits, BiFunction<List<PhoneNumber>, String, List<VendorCall>> calls) {
    int segments = segments(limits);
    List<VendorCall> all = new ArrayList<>();
    if (refusals.isEmpty()) {
      positions.forEach(
          (text, numbers) -> all.addAll(calls.apply(List.copyOf(numbers.keySet()), text)));
    }
    return new Plan(texts, segments, all, refusals);
  }

  /**
   * Splits the message into calls that carry a text for each number.
   *
   * @param limits the channel's; a text of more segments is refused
   * @param size the most numbers in a call
   * @return the plan
   */
  public Plan planIndividually(Limits limits, int size) {
    int segments = segments(limits);
    List<VendorCall> all = new ArrayList<>();
    if (refusals.isEmpty()) {
      List<Map.Entry<PhoneNumber, String>> pairs = new ArrayList<>();
      positions.forEach(
          (text, numbers) ->
              numbers.keySet().forEach(number -> pairs.add(Map.entry(number, text))));
      for (List<Map.Entry<PhoneNumber, String>> chunk : Recipients.chunks(pairs, size)) {
        all.add(
            call(
                chunk.stream().map(Map.Entry::getKey).toList(),
                chunk.stream().map(Map.Entry::getValue).toList()));
      }
    }
    return new Plan(texts, segments, all, refusals);
  }

  /**
   * Calls of one text.
   *
   * @param numbers to whom
   * @param text theirs, as it is sent
   * @param size the most numbers in a call
   * @return the calls
   * @throws NullPointerException if the message does not send this text to these numbers
   */
  public List<VendorCall> calls(List<PhoneNumber> numbers, String text, int size) {
    return Recipients.chunks(numbers, size).stream()
        .map(chunk -> call(chunk, List.of(text)))
        .toList();
  }

  private VendorCall call(List<PhoneNumber> numbers, List<String> sent) {
    List<Integer> included = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      String text = sent.get(sent.size() == 1 ? 0 : i);
      // A recipient that no call includes would wait for ever.
      included.addAll(
          requireNonNull(
              requireNonNull(positions.get(text), "text").get(numbers.get(i)), "number"));
    }
    return new VendorCall(included, numbers, sent, message.options());
  }

  private int segments(Limits limits) {
    int segments = texts.stream().mapToInt(limits.segmentLength()::segments).max().orElse(0);
    if (segments > limits.maxSegments()) {
      refuse(
          Refusal.Reason.TEXT_LENGTH,
          "the text is billed as %d segments, and this channel sends at most %d: shorten it"
              .formatted(segments, limits.maxSegments()));
    }
    return segments;
  }
}
