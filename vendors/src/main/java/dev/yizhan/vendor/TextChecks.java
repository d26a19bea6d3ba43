package dev.yizhan.vendor;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Loss;
import dev.yizhan.http.Binding;
import dev.yizhan.soap.HardenedXml;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Finds what a vendor would refuse in the texts of a message, as they will be sent. */
final class TextChecks {

  private final List<String> texts;
  private final Consumer<Refusal> refusals;

  TextChecks(List<String> texts, Consumer<Refusal> refusals) {
    this.texts = texts;
    this.refusals = refusals;
  }

  void encodable(FormEncoding encoding, Binding binding) {
    for (int number = 0; number < texts.size(); number++) {
      String text = texts.get(number);
      for (Loss loss : encoding.losses(text)) {
        refuse(
            Refusal.Reason.CHARACTER_NOT_ENCODABLE,
            new Refusal.At(loss.index(), loss.codePoint()),
            "%s at index %d of %s has no code in the vendor's charset: remove or replace it"
                .formatted(shown(loss.codePoint()), loss.index(), which(number)));
      }
      int bad = binding.isSoap() ? HardenedXml.indexOfForbidden(text) : -1;
      if (bad >= 0 && !Character.isSurrogate(text.charAt(bad))) {
        refuse(
            Refusal.Reason.CHARACTER_NOT_ENCODABLE,
            new Refusal.At(bad, text.charAt(bad)),
            "%s at index %d of %s cannot be sent by SOAP: remove it"
                .formatted(shown(text.charAt(bad)), bad, which(number)));
      }
    }
  }

  void without(IntPredicate forbidden) {
    for (int number = 0; number < texts.size(); number++) {
      String text = texts.get(number);
      for (int i = 0; i < text.length(); i++) {
        if (forbidden.test(text.charAt(i))) {
          refuse(
              Refusal.Reason.CHARACTER_FORBIDDEN,
              new Refusal.At(i, text.charAt(i)),
              "%s at index %d of %s is not accepted by the vendor: remove it"
                  .formatted(shown(text.charAt(i)), i, which(number)));
        }
      }
    }
  }

  void length(int least, int most) {
    for (String text : texts) {
      if (text.length() < least || text.length() > most) {
        refusals.accept(
            new Refusal(
                Refusal.Reason.TEXT_LENGTH,
                "the text has %d characters as it would be sent, and the vendor accepts %d to %d"
                    .formatted(text.length(), least, most)));
      }
    }
  }

  void endsWith(Pattern end, String detail) {
    if (!texts.stream().allMatch(text -> end.matcher(text).find())) {
      refusals.accept(new Refusal(Refusal.Reason.SIGNATURE_MISSING, detail));
    }
  }

  private void refuse(Refusal.Reason reason, Refusal.At at, String detail) {
    refusals.accept(new Refusal(reason, detail, Optional.of(at), Optional.empty()));
  }

  private String which(int text) {
    return texts.size() == 1 ? "the text" : "text " + (text + 1);
  }

  private static String shown(int codePoint) {
    return switch (codePoint) {
      case ' ' -> "The blank (U+0020)";
      case 0x3000 -> "The full-width blank (U+3000)";
      case '\r' -> "The carriage return (U+000D)";
      case '\n' -> "The line end (U+000A)";
      default ->
          // Old stacks cannot read characters above U+FFFF, in faults least of all.
          Character.isISOControl(codePoint)
                  || Character.isSupplementaryCodePoint(codePoint)
                  || Character.getType(codePoint) == Character.SURROGATE
              ? String.format("U+%04X", codePoint)
              : String.format("%s (U+%04X)", Character.toString(codePoint), codePoint);
    };
  }
}
