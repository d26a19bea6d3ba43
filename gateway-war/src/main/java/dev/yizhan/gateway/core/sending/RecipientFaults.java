package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.RefusedRecipients;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.vendor.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Faults that name all recipients that caused them, with their numbers masked. */
final class RecipientFaults {

  private RecipientFaults() {}

  /** For recipients that are not phone numbers. */
  static GatewayException invalid(Content content) {
    List<Content.Invalid> invalid = content.invalid();
    Content.Invalid first = invalid.get(0);
    return GatewayException.of(
        FaultCode.INVALID_RECIPIENT,
        "recipient: "
            + PhoneNumber.mask(first.given())
            + " "
            + reason(first)
            + andMore(invalid.size())
            + ". Give a mainland mobile (11 digits), a landline with its area code (0…), or an"
            + " international number with + and country code",
        RefusedRecipients.of(
            invalid.stream()
                .map(
                    each ->
                        refused(
                            each.given(), reason(each), each.index(), FaultCode.INVALID_RECIPIENT))
                .toList()));
  }

  /** Why a recipient is refused that is not a phone number. */
  static String reason(Content.Invalid invalid) {
    return "is not a phone number"
        + PhoneNumber.problem(invalid.given()).map(problem -> ": " + problem).orElse("");
  }

  /**
   * For recipients that no channel may send to.
   *
   * @param usable the channels that the consumer may use
   */
  static GatewayException blocked(
      Content content, List<Routing.BlockedRecipient> blocked, List<String> usable) {
    Routing.BlockedRecipient first = blocked.get(0);
    String detail = first.number() + ": " + first.reason() + andMore(blocked.size());
    return GatewayException.of(
        code(first),
        first.hasNoRoute() ? detail + ". This consumer may use " + usable : "recipient: " + detail,
        RefusedRecipients.of(
            blocked.stream()
                .map(
                    each ->
                        refused(
                            each.number().digits(),
                            each.reason(),
                            content.index(each.recipient()),
                            code(each)))
                .toList()));
  }

  /** Why a recipient is refused that has opted out. */
  static final String OPTED_OUT = "has opted out of these messages";

  /** For recipients that have opted out. */
  static GatewayException optedOut(Content content, List<Recipient> listed) {
    return GatewayException.of(
        FaultCode.RECIPIENT_OPTED_OUT,
        "recipient: "
            + listed.get(0).number()
            + " "
            + OPTED_OUT
            + andMore(listed.size())
            + ". Leave it out. If it wants them again, the gateway's operator can lift this",
        RefusedRecipients.of(
            listed.stream()
                .map(
                    each ->
                        refused(
                            each.number().digits(),
                            OPTED_OUT,
                            content.index(each),
                            FaultCode.RECIPIENT_OPTED_OUT))
                .toList()));
  }

  /** The fault that a blocked recipient alone causes. */
  static FaultCode code(Routing.BlockedRecipient blocked) {
    return blocked.hasNoRoute() ? FaultCode.UNKNOWN_CHANNEL : FaultCode.RECIPIENT_BLOCKED;
  }

  /**
   * For a message that a channel refuses.
   *
   * @param legs of the message; the first one with refusals decides
   */
  static GatewayException refused(Content content, List<Routing.Leg> legs, List<Refusal> refusals) {
    Refusal first = refusals.get(0);
    FaultCode code =
        switch (first.reason()) {
          case CHARACTER_NOT_ENCODABLE -> FaultCode.TEXT_NOT_ENCODABLE;
          case CHARACTER_FORBIDDEN, TEXT_LENGTH, SIGNATURE_MISSING -> FaultCode.TEXT_FORBIDDEN;
          case OPTION_NOT_CARRIED -> FaultCode.INVALID_REQUEST;
          case RECIPIENT_NOT_REACHABLE -> FaultCode.INVALID_RECIPIENT;
        };
    return GatewayException.of(
        code,
        first.detail() + andMore(refusals.size()),
        code == FaultCode.INVALID_RECIPIENT ? notReachable(content, legs) : RefusedRecipients.NONE);
  }

  private static RefusedRecipients notReachable(Content content, List<Routing.Leg> legs) {
    return RefusedRecipients.of(
        legs.stream()
            .flatMap(leg -> unreachable(leg).stream())
            .map(
                each ->
                    refused(
                        each.recipient().number().digits(),
                        each.reason(),
                        content.index(each.recipient()),
                        FaultCode.INVALID_RECIPIENT))
            .toList());
  }

  /** A recipient that the channel of its leg does not reach. */
  record Unreachable(Recipient recipient, String reason) {}

  /** The recipients that the leg's channel does not reach. */
  static List<Unreachable> unreachable(Routing.Leg leg) {
    Map<Optional<PhoneNumber>, String> reasons = new HashMap<>();
    for (Refusal refusal : leg.refusals()) {
      if (refusal.reason() == Refusal.Reason.RECIPIENT_NOT_REACHABLE) {
        reasons.put(refusal.recipient(), refusal.detail());
      }
    }
    // A refusal that names no recipient is about all of them.
    Optional<String> ofAll = Optional.ofNullable(reasons.get(Optional.<PhoneNumber>empty()));
    return leg.recipients().stream()
        .flatMap(
            recipient ->
                Optional.ofNullable(reasons.get(Optional.of(recipient.number())))
                    .or(() -> ofAll)
                    .map(reason -> new Unreachable(recipient, reason))
                    .stream())
        .toList();
  }

  private static RefusedRecipients.Refused refused(
      String number, String reason, int index, FaultCode code) {
    return new RefusedRecipients.Refused(PhoneNumber.mask(number), reason, index, code);
  }

  private static String andMore(int all) {
    return all == 1 ? "" : " (and " + (all - 1) + " more)";
  }
}
