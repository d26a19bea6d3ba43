package dev.yizhan.vendor;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.http.Binding;
import dev.yizhan.soap.HardenedXml;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds what a vendor would refuse in the texts of a message, as they will be sent. */
final class TextChecks {

  private TextChecks() {}

  static Stream<Refusal> notEncodable(List<String> texts, FormEncoding encoding, Binding binding) {
    return IntStream.range(0, texts.size())
        .boxed()
        .flatMap(
            number ->
                Stream.concat(
                    encoding.losses(texts.get(number)).stream()
                        .map(
                            loss ->
                                refusal(
                                    Refusal.Reason.CHARACTER_NOT_ENCODABLE,
                                    loss.index(),
                                    loss.codePoint(),
                                    which(texts, number),
                                    "has no code in the vendor's charset: remove or replace it")),
                    notXml(texts.get(number), which(texts, number), binding)));
  }

  private static Stream<Refusal> notXml(String text, String which, Binding binding) {
    int bad = binding.isSoap() ? HardenedXml.indexOfForbidden(text) : -1;
    return bad < 0 || Character.isSurrogate(text.charAt(bad))
        ? Stream.empty()
        : Stream.of(
            refusal(
                Refusal.Reason.CHARACTER_NOT_ENCODABLE,
                bad,
                text.charAt(bad),
                which,
                "cannot be sent by SOAP: remove it"));
  }

  static Stream<Refusal> forbidden(List<String> texts, IntPredicate forbidden) {
    return IntStream.range(0, texts.size())
        .boxed()
        .flatMap(
            number ->
                IntStream.range(0, texts.get(number).length())
                    .filter(i -> forbidden.test(texts.get(number).charAt(i)))
                    .mapToObj(
                        i ->
                            refusal(
                                Refusal.Reason.CHARACTER_FORBIDDEN,
                                i,
                                texts.get(number).charAt(i),
                                which(texts, number),
                                "is not accepted by the vendor: remove it")));
  }

  static Stream<Refusal> wrongLength(List<String> texts, int least, int most) {
    return texts.stream()
        .filter(text -> text.length() < least || text.length() > most)
        .map(
            text ->
                new Refusal(
                    Refusal.Reason.TEXT_LENGTH,
                    "the text has %d characters as it would be sent, and the vendor accepts %d to %d"
                        .formatted(text.length(), least, most)));
  }

  static Stream<Refusal> wrongEnd(List<String> texts, Pattern end, String detail) {
    return texts.stream().allMatch(text -> end.matcher(text).find())
        ? Stream.empty()
        : Stream.of(new Refusal(Refusal.Reason.SIGNATURE_MISSING, detail));
  }

  private static Refusal refusal(
      Refusal.Reason reason, int index, int codePoint, String which, String problem) {
    return new Refusal(
        reason,
        "%s at index %d of %s %s".formatted(shown(codePoint), index, which, problem),
        Optional.of(new Refusal.At(index, codePoint)),
        Optional.empty());
  }

  private static String which(List<String> texts, int number) {
    return texts.size() == 1 ? "the text" : "text " + (number + 1);
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
