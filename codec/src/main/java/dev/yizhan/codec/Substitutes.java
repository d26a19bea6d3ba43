package dev.yizhan.codec;

import java.util.Map;
import java.util.Optional;

/**
 * Harmless substitutes for characters that GB2312 lacks: the same sign in the form that Chinese
 * text uses, or the plain form of a typographic one. None changes what a reader understands, and
 * none is a character with a meaning in a vendor's protocol.
 */
final class Substitutes {

  private static final Map<Integer, String> TABLE =
      Map.ofEntries(
          Map.entry(0x00A0, " "), // no-break space
          Map.entry(0x00A5, "￥"),
          Map.entry(0x00A2, "￠"),
          Map.entry(0x00A3, "￡"),
          Map.entry(0x00A9, "(C)"),
          Map.entry(0x00AE, "(R)"),
          Map.entry(0x00AD, ""), // soft hyphen: not shown
          Map.entry(0x2002, " "), // en space
          Map.entry(0x2003, "　"), // em space
          Map.entry(0x2009, " "), // thin space
          Map.entry(0x202F, " "), // narrow no-break space
          Map.entry(0x200B, ""), // zero-width space
          Map.entry(0x200C, ""), // zero-width non-joiner
          Map.entry(0x200D, ""), // zero-width joiner
          Map.entry(0x2060, ""), // word joiner
          Map.entry(0xFEFF, ""), // byte order mark
          Map.entry(0xFE0E, ""), // text style selector
          Map.entry(0xFE0F, ""), // emoji style selector
          Map.entry(0x2011, "-"), // no-break hyphen
          Map.entry(0x2012, "–"),
          Map.entry(0x2212, "-"), // minus sign
          Map.entry(0x2022, "·"), // bullet
          Map.entry(0x30FB, "·"), // katakana middle dot
          Map.entry(0x22C5, "·"), // dot operator
          Map.entry(0x2027, "·"), // hyphenation point
          Map.entry(0x2122, "(TM)"),
          Map.entry(0x301C, "～"), // wave dash
          Map.entry(0x2024, "."),
          Map.entry(0x201A, ","),
          Map.entry(0x201B, "‘"),
          Map.entry(0x201E, "”"));

  private Substitutes() {}

  static Optional<String> of(int codePoint) {
    return Optional.ofNullable(TABLE.get(codePoint));
  }
}
