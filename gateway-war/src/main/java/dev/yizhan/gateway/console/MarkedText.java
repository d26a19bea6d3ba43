package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.sending.MessageChecks.BadCharacter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A text with the characters at their places that cannot be sent. */
public final class MarkedText {

  private MarkedText() {}

  /**
   * A part of the text.
   *
   * @param isBad whether it cannot be sent
   */
  public record Piece(String text, boolean isBad) {}

  /** Cuts a text at its bad characters; those that are not in it are left out. */
  static List<Piece> of(String text, List<BadCharacter> characters) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (BadCharacter bad :
        characters.stream().sorted(Comparator.comparing(BadCharacter::index)).toList()) {
      if (bad.index() < from || bad.index() >= text.length()) {
        continue;
      }
      add(pieces, text.substring(from, bad.index()));
      pieces.add(new Piece(bad.character(), true));
      from = bad.index() + Character.charCount(text.codePointAt(bad.index()));
    }
    add(pieces, text.substring(from));
    return pieces;
  }

  private static void add(List<Piece> pieces, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, false));
    }
  }

  /** The text with all characters replaced that have a replacement. */
  static String replaced(String text, List<BadCharacter> characters) {
    String result = text;
    for (BadCharacter bad : characters) {
      if (bad.replacement().isPresent()) {
        result = result.replace(bad.character(), bad.replacement().get());
      }
    }
    return result;
  }
}
