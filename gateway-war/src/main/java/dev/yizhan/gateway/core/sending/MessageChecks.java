package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Recipient;
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

/** Checks messages as {@link Submissions} would send them, and sends nothing. */
public final class MessageChecks {

  private static final int FULL_WIDTH = 0xFEE0;
  private static final int IDEOGRAPHIC_SPACE = 0x3000;

  private final Routing routing;
  private final OptOutChecks optOuts;
  private final Clock clock;

  public MessageChecks(
      Channels channels,
      Availability availability,
      Supplier<GlobalLimits> limits,
      OptOutChecks optOuts,
      Clock clock) {
    this.routing = new Routing(channels, availability, limits);
    this.optOuts = optOuts;
    this.clock = clock;
  }

  /**
   * A character that cannot be sent.
   *
   * @param index in the text as it would be sent, in UTF-16 code units
   * @param replacement what could be written instead
   */
  public record BadCharacter(int index, String character, Optional<String> replacement) {}

  /**
   * A recipient to whom the message cannot be sent.
   *
   * @param number as given
   * @param reason one sentence, with the number masked
   * @param index where it was given, from 0; each piece of a list counts
   * @param code the fault that it alone would cause
   */
  public record BadRecipient(String number, String reason, int index, FaultCode code) {}

  /**
   * A call that would be made.
   *
   * @param recipients how many
   */
  public record PlannedCall(String channel, int recipients) {}

  /**
   * The result of a check.
   *
   * @param notEncodable characters that the vendor's charset lacks
   * @param forbidden characters that the vendor does not accept
   * @param duplicates how many recipients were given more than once
   * @param segments billed for each recipient
   * @param calls to the vendors; none if anything is refused
   * @param text as it would be sent
   */
  public record CheckResult(
      List<BadCharacter> notEncodable,
      List<BadCharacter> forbidden,
      List<BadRecipient> rejected,
      int duplicates,
      int segments,
      List<PlannedCall> calls,
      String text) {}

  /**
   * Checks a message.
   *
   * @throws GatewayException if the message is refused for another reason than its characters and
   *     recipients
   */
  public CheckResult check(Sender sender, SendRequest request) {
    Content content = request.content();
    SubmissionPlanner.checkMaximum(content);
    Instant now = clock.instant();
    Instant from = request.sendAt().filter(now::isBefore).orElse(now);
    Routing.Result routes = routing.route(sender, request.channel(), content, from);
    List<BadRecipient> rejected = refused(content, routes);
    Map<Integer, BadCharacter> notEncodable = new LinkedHashMap<>();
    Map<Integer, BadCharacter> forbidden = new LinkedHashMap<>();
    for (Routing.Leg leg : routes.legs()) {
      for (Refusal refusal : leg.refusals()) {
        switch (refusal.reason()) {
          case CHARACTER_NOT_ENCODABLE -> addCharacter(notEncodable, leg, refusal);
          case CHARACTER_FORBIDDEN -> addCharacter(forbidden, leg, refusal);
          case RECIPIENT_NOT_REACHABLE -> {
            // All of them together, below.
          }
          case TEXT_LENGTH, SIGNATURE_MISSING, OPTION_NOT_CARRIED ->
              throw RecipientFaults.refused(content, routes.legs(), List.of(refusal));
        }
      }
      RecipientFaults.unreachable(leg)
          .forEach(
              each ->
                  rejected.add(
                      new BadRecipient(
                          each.recipient().number().digits(),
                          each.reason(),
                          content.index(each.recipient()),
                          FaultCode.INVALID_RECIPIENT)));
    }
    for (Recipient recipient : optedOut(sender, routes.legs())) {
      rejected.add(
          new BadRecipient(
              recipient.number().digits(),
              RecipientFaults.OPTED_OUT,
              content.index(recipient),
              FaultCode.RECIPIENT_OPTED_OUT));
    }
    boolean isSendable = rejected.isEmpty() && notEncodable.isEmpty() && forbidden.isEmpty();
    return new CheckResult(
        List.copyOf(notEncodable.values()),
        List.copyOf(forbidden.values()),
        rejected,
        content.duplicates(),
        routes.legs().stream().mapToInt(Routing.Leg::segments).max().orElse(0),
        isSendable
            ? routes.legs().stream()
                .flatMap(
                    leg ->
                        leg.calls().stream()
                            .map(call -> new PlannedCall(call.channel(), call.recipients().size())))
                .toList()
            : List.of(),
        routes.legs().isEmpty()
            ? content.texts().get(0)
            : textAsSent(routes.legs().get(0), content));
  }

  private List<Recipient> optedOut(Sender sender, List<Routing.Leg> legs) {
    if (legs.isEmpty()) {
      return List.of();
    }
    Map<List<String>, List<Recipient>> byRoute = new LinkedHashMap<>();
    legs.forEach(
        leg ->
            byRoute
                .computeIfAbsent(leg.route(), route -> new ArrayList<>())
                .addAll(leg.recipients()));
    Channel first = routing.inOrder(legs).get(0).channel();
    return optOuts.listed(sender.name(), SubmissionPlanner.priority(sender, first), byRoute);
  }

  /** Recipients that no channel is tried for. */
  private static List<BadRecipient> refused(Content content, Routing.Result routes) {
    List<BadRecipient> refused = new ArrayList<>();
    content
        .invalid()
        .forEach(
            invalid ->
                refused.add(
                    new BadRecipient(
                        invalid.given(),
                        RecipientFaults.reason(invalid),
                        invalid.index(),
                        FaultCode.INVALID_RECIPIENT)));
    routes
        .blocked()
        .forEach(
            blocked ->
                refused.add(
                    new BadRecipient(
                        blocked.number().digits(),
                        blocked.reason(),
                        content.index(blocked.recipient()),
                        RecipientFaults.code(blocked))));
    return refused;
  }

  private static String textAsSent(Routing.Leg leg, Content content) {
    return leg.channel().client().plan(content.message(leg.recipients())).text();
  }

  private static void addCharacter(
      Map<Integer, BadCharacter> characters, Routing.Leg leg, Refusal refusal) {
    refusal
        .character()
        .ifPresent(
            character ->
                characters.computeIfAbsent(
                    character.index(),
                    index ->
                        new BadCharacter(
                            index,
                            printable(character.codePoint()),
                            replacement(leg, character.codePoint()))));
  }

  /** An unpaired surrogate cannot be written. */
  private static String printable(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE || codePoint < ' '
        ? String.format("U+%04X", codePoint)
        : Character.toString(codePoint);
  }

  /** An equivalent that can be sent: the plain form, or the full-width form. */
  private static Optional<String> replacement(Routing.Leg leg, int codePoint) {
    String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
    boolean ascii = codePoint > ' ' && codePoint < 0x7F;
    String wide =
        Character.toString(
            codePoint == ' ' ? IDEOGRAPHIC_SPACE : ascii ? codePoint + FULL_WIDTH : codePoint);
    return Stream.of(plain, wide)
        .filter(candidate -> !candidate.equals(Character.toString(codePoint)))
        .filter(candidate -> isAccepted(leg, candidate))
        .findFirst();
  }

  private static boolean isAccepted(Routing.Leg leg, String text) {
    List<PhoneNumber> one = List.of(leg.recipients().get(0).number());
    return leg.channel().client().plan(new Message(one, text)).refusals().stream()
        .noneMatch(refusal -> refusal.character().isPresent());
  }
}
