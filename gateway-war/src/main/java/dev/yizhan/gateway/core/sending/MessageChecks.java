package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.RecipientList;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Refusal;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Says what would become of a message, and sends nothing. */
public final class MessageChecks {

  private static final int FULL_WIDTH = 0xFEE0;
  private static final int IDEOGRAPHIC_SPACE = 0x3000;

  private final Routing routing;
  private final Clock clock;

  /**
   * MessageChecks messages as {@link Submissions} sends them.
   *
   * @param channels ways to send
   * @param states what operators did to them
   * @param rules of the house
   * @param clock for quiet hours
   */
  public MessageChecks(
      Channels channels, ChannelStates states, Supplier<GlobalLimits> rules, Clock clock) {
    this.routing = new Routing(channels, states, rules);
    this.clock = clock;
  }

  /**
   * A character that cannot be sent.
   *
   * @param index in the text as it would be sent, in UTF-16 units
   * @param character which
   * @param replacement what could be written for it
   */
  public record BadCharacter(int index, String character, Optional<String> replacement) {}

  /**
   * A recipient to whom it does not go.
   *
   * @param number as it was given
   * @param reason one sentence, the number masked in it
   */
  public record BadRecipient(String number, String reason) {}

  /**
   * A call that would be made.
   *
   * @param channel over which channel
   * @param recipients to how many
   */
  public record PlannedCall(String channel, int recipients) {}

  /**
   * What would become of a message.
   *
   * @param lost characters that the vendor's charset lacks
   * @param forbidden characters that the vendor does not take
   * @param refused recipients to whom it does not go
   * @param duplicates recipients that were given again
   * @param segments billed parts a recipient
   * @param calls to the vendors; none where anything is refused
   * @param text as it would be sent
   */
  public record Checked(
      List<BadCharacter> lost,
      List<BadCharacter> forbidden,
      List<BadRecipient> refused,
      int duplicates,
      int segments,
      List<PlannedCall> calls,
      String text) {}

  /**
   * MessageChecks a message.
   *
   * @param sender who asks
   * @param request what
   * @return what would become of it
   * @throws GatewayException where it is something else than its characters and recipients that is
   *     not taken
   */
  public Checked check(Sender sender, SendRequest request) {
    RecipientList to = RecipientList.of(request);
    if (to.recipients().size() > Submissions.MOST_RECIPIENTS) {
      throw Submissions.tooMany(to.recipients().size());
    }
    Content content = new Content(to.texts(), request.options(), "");
    Instant now = clock.instant();
    Instant from = request.sendAt().filter(now::isBefore).orElse(now);
    Routing.Ways ways = routing.ways(sender, request.channel(), to.recipients(), content, from);
    List<BadRecipient> refused = new ArrayList<>();
    to.refused().forEach(given -> refused.add(new BadRecipient(given, "is no number")));
    ways.blocked()
        .forEach(
            blocked -> refused.add(new BadRecipient(blocked.number().digits(), blocked.why())));
    Map<Integer, BadCharacter> lost = new LinkedHashMap<>();
    Map<Integer, BadCharacter> forbidden = new LinkedHashMap<>();
    for (Routing.Leg leg : ways.legs()) {
      for (Refusal refusal : leg.plan().refusals()) {
        switch (refusal.reason()) {
          case CHARACTER_NOT_ENCODABLE -> put(lost, leg, refusal);
          case CHARACTER_FORBIDDEN -> put(forbidden, leg, refusal);
          case RECIPIENT_NOT_REACHABLE ->
              refused.add(
                  new BadRecipient(
                      refusal.recipient().map(PhoneNumber::digits).orElse(""), refusal.detail()));
          case TEXT_LENGTH, SIGNATURE_MISSING, OPTION_NOT_CARRIED ->
              throw Submissions.refused(List.of(refusal));
        }
      }
    }
    boolean goesOut = refused.isEmpty() && lost.isEmpty() && forbidden.isEmpty();
    return new Checked(
        List.copyOf(lost.values()),
        List.copyOf(forbidden.values()),
        refused,
        to.duplicates(),
        ways.legs().stream().mapToInt(leg -> leg.plan().parts()).max().orElse(0),
        goesOut
            ? ways.legs().stream()
                .flatMap(
                    leg ->
                        leg.plan().calls().stream()
                            .map(
                                call ->
                                    new PlannedCall(
                                        leg.channel().name(), call.recipients().size())))
                .toList()
            : List.of(),
        ways.legs().isEmpty() ? request.letters().get(0).text() : ways.legs().get(0).plan().text());
  }

  private static void put(Map<Integer, BadCharacter> bad, Routing.Leg leg, Refusal refusal) {
    refusal
        .character()
        .ifPresent(
            at ->
                bad.computeIfAbsent(
                    at.index(),
                    index ->
                        new BadCharacter(
                            index, shown(at.codePoint()), replacement(leg, at.codePoint()))));
  }

  /** Half a character cannot be written. */
  private static String shown(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE || codePoint < ' '
        ? String.format("U+%04X", codePoint)
        : Character.toString(codePoint);
  }

  /** What means the same and can be sent: its plain form, or its full-width form. */
  private static Optional<String> replacement(Routing.Leg leg, int codePoint) {
    String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
    boolean ascii = codePoint > ' ' && codePoint < 0x7F;
    String wide =
        Character.toString(
            codePoint == ' ' ? IDEOGRAPHIC_SPACE : ascii ? codePoint + FULL_WIDTH : codePoint);
    return Stream.of(plain, wide)
        .filter(candidate -> !candidate.equals(Character.toString(codePoint)))
        .filter(candidate -> goes(leg, candidate))
        .findFirst();
  }

  private static boolean goes(Routing.Leg leg, String text) {
    List<PhoneNumber> one = List.of(leg.recipients().get(0).number());
    return leg.channel().client().plan(new Message(one, text)).refusals().stream()
        .noneMatch(refusal -> refusal.character().isPresent());
  }
}
