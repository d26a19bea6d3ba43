package dev.yizhan.vendor.winic;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Loss;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Recipients;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.VendorCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What both services of winic want of a message. */
final class WinicPlanning {

  private WinicPlanning() {}

  static Plan plan(
      Message message, WinicSettings settings, FormEncoding encoding, IntPredicate forbidden) {
    String text = settings.widened().widen(message.text());
    List<Refusal> refusals = new ArrayList<>();
    for (Loss loss : encoding.losses(text)) {
      refusals.add(
          new Refusal(
              Refusal.Reason.CHARACTER_NOT_ENCODABLE,
              "%s at index %d of the text has no code in the vendor's charset: take it out or write"
                      .formatted(shown(loss.codePoint()), loss.index())
                  + " something else"));
    }
    for (int i = 0; i < text.length(); i++) {
      if (forbidden.test(text.charAt(i))) {
        refusals.add(
            new Refusal(
                Refusal.Reason.CHARACTER_FORBIDDEN,
                "%s at index %d of the text is not taken by the vendor: take it out"
                    .formatted(shown(text.charAt(i)), i)));
      }
    }
    for (PhoneNumber recipient : message.recipients()) {
      if (recipient.kind() != PhoneNumber.Kind.MOBILE) {
        refusals.add(
            new Refusal(
                Refusal.Reason.RECIPIENT_NOT_REACHABLE,
                recipient + " is no mainland mobile, and this channel reaches no other number"));
      }
    }
    List<VendorCall> calls =
        refusals.isEmpty()
            ? Recipients.chunks(message.recipients(), settings.recipientsPerCall()).stream()
                .map(numbers -> new VendorCall(numbers, text))
                .toList()
            : List.of();
    return new Plan(text, settings.partLength().parts(text), calls, refusals);
  }

  private static String shown(int codePoint) {
    return switch (codePoint) {
      case ' ' -> "The blank (U+0020)";
      case 0x3000 -> "The full-width blank (U+3000)";
      case '\r' -> "The carriage return (U+000D)";
      case '\n' -> "The line end (U+000A)";
      default ->
          Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE
              ? String.format("U+%04X", codePoint)
              : String.format("%s (U+%04X)", Character.toString(codePoint), codePoint);
    };
  }

  static String numbers(VendorCall call) {
    return String.join(",", call.recipients().stream().map(PhoneNumber::digits).toList());
  }
}
