package dev.yizhan.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How lists of records are taken apart; every reader of an inbox is made of these. */
final class Readers {

  private static final Pattern CODE = Pattern.compile("-[0-9]{1,4}");

  private Readers() {}

  /** What {@link End} says where no record ends. */
  static final long NO_END = -1;

  /**
   * Reads one record between two indexes, or gives {@code null} where there is none.
   *
   * @param <T> what a record is
   */
  interface One<T> {
    @Nullable T read(String text, int from, int to, long end);
  }

  /**
   * Whether a record may end at an index, seen from what stands before it. What it finds there, its
   * time for one, is handed to {@link One}, so that it is not read twice; or {@link #NO_END}.
   */
  interface End {
    long at(String text, int from, int to);
  }

  /**
   * Reads the answer to a question for records.
   *
   * @param field what stands in every record
   * @throws CodecException where the answer has no such thing in it
   */
  static <T> Answer<Records<T>> answer(
      String text,
      String field,
      String separator,
      End end,
      One<T> one,
      Function<String, ResultCode> codes) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.equalsIgnoreCase("null")) {
      return new Answer.Given<>(Records.of(List.of()));
    }
    if (isCode(stripped)) {
      return new Answer.Refused<>(codes.apply(stripped));
    }
    if (stripped.startsWith("<") || !stripped.contains(field)) {
      throw CodecException.at(
          Span.start(text, 0, text.length()), "Neither a list of records nor a code");
    }
    return new Answer.Given<>(Records.of(read(text, separator, end, one)));
  }

  /** Whether a vendor answers a code and nothing else. */
  static boolean isCode(String text) {
    return CODE.matcher(text.strip()).matches();
  }

  /**
   * Takes a list apart whose separator may stand inside a record too: it ends a record only where
   * what stands before it looks like a record's end.
   */
  private static <T> List<Records.Item<T>> read(
      String text, String separator, End end, One<T> one) {
    List<Records.Item<T>> items = new ArrayList<>();
    int from = 0;
    int search = 0;
    while (from < text.length()) {
      int bar = text.indexOf(separator, search);
      int to = bar < 0 ? text.length() : bar;
      long found = end.at(text, from, to);
      if (found != NO_END) {
        addEnded(items, text, from, to, separator, one, found);
      } else if (bar < 0 && !Span.isBlank(text, from, to)) {
        items.add(new Records.Broken<>(text.substring(from, to), from));
      }
      search = to + separator.length();
      from = found != NO_END || bar < 0 ? search : from;
    }
    return items;
  }

  /**
   * What ends as a record does is one, or rubbish with perhaps a record behind it: a vendor's
   * rubbish must not take a record with it.
   */
  private static <T> void addEnded(
      List<Records.Item<T>> items,
      String text,
      int from,
      int to,
      String separator,
      One<T> one,
      long end) {
    int start = from;
    while (start < to) {
      T record = one.read(text, start, to, end);
      if (record != null) {
        items.add(new Records.Good<>(record));
        return;
      }
      int bar = Span.find(text, separator, start, to);
      int next = bar < 0 ? to : bar;
      if (!Span.isBlank(text, start, next)) {
        items.add(new Records.Broken<>(text.substring(start, next), start));
      }
      start = next + separator.length();
    }
  }
}
