package dev.yizhan.codec.answer;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.internal.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vendor's list of records, in which the separator of records may occur inside a record
 * too.
 *
 * @param <T> a record
 */
final class RecordReader<T> {

  /** An index that no end of a record can have. */
  static final long NO_END = -1;

  private static final Pattern CODE = Pattern.compile("-[0-9]{1,4}");

  /** Decides whether a record ends at an index, by the text before it. */
  interface End {
    /**
     * Returns what it read there, such as the record's time, for {@link Fields}, so that it is not
     * read twice; or {@link #NO_END}.
     */
    long at(String text, int from, int to);
  }

  /** Reads one record. */
  interface Fields<T> {
    /**
     * Returns {@code null} if there is no record between the two indexes.
     *
     * @param end what {@link End} returned
     */
    @Nullable T read(String text, int from, int to, long end);
  }

  private final String fieldSeparator;
  private final String recordSeparator;
  private final End end;
  private final Fields<T> fields;
  private final Function<String, ResultCode> codes;

  private RecordReader(
      String fieldSeparator,
      String recordSeparator,
      End end,
      Fields<T> fields,
      Function<String, ResultCode> codes) {
    this.fieldSeparator = fieldSeparator;
    this.recordSeparator = recordSeparator;
    this.end = end;
    this.fields = fields;
    this.codes = codes;
  }

  static <T, E extends Enum<E> & ResultCode> RecordReader<T> of(
      String fieldSeparator, String recordSeparator, End end, Fields<T> fields, Class<E> codes) {
    return new RecordReader<>(
        fieldSeparator, recordSeparator, end, fields, code -> ResultCode.of(codes, code));
  }

  /** Whether an answer is a code and nothing else. */
  static boolean isCode(String text) {
    return CODE.matcher(Span.trimmed(text)).matches();
  }

  /**
   * Reads a list, or the code that refuses it.
   *
   * @param text blank or {@code null} for no records
   * @throws CodecException if it is neither
   */
  Answer<Records<T>> read(String text) {
    String stripped = Span.trimmed(text);
    if (stripped.isEmpty() || stripped.equalsIgnoreCase("null")) {
      return new Answer.Given<>(Records.of(List.of()));
    }
    if (isCode(stripped)) {
      return new Answer.Refused<>(codes.apply(stripped));
    }
    if (stripped.startsWith("<") || !stripped.contains(fieldSeparator)) {
      throw CodecException.at(
          Span.start(text, 0, text.length()), "Neither a list of records nor a code");
    }
    return new Answer.Given<>(Records.of(items(text)));
  }

  private List<Records.Item<T>> items(String text) {
    List<Records.Item<T>> items = new ArrayList<>();
    int from = 0;
    int search = 0;
    while (from < text.length()) {
      int separator = text.indexOf(recordSeparator, search);
      int to = separator < 0 ? text.length() : separator;
      long found = end.at(text, from, to);
      if (found != NO_END) {
        addRecord(items, text, from, to, found);
      } else if (separator < 0) {
        addBroken(items, text, from, to);
      }
      search = to + recordSeparator.length();
      from = found != NO_END || separator < 0 ? search : from;
    }
    return items;
  }

  /** Skips broken text before the record, so that it does not make the record unreadable. */
  private void addRecord(
      List<Records.Item<T>> items, String text, int from, int to, long foundEnd) {
    int start = from;
    while (start < to) {
      T record = fields.read(text, start, to, foundEnd);
      if (record != null) {
        items.add(new Records.Good<>(record));
        return;
      }
      int separator = Span.find(text, recordSeparator, start, to);
      int next = separator < 0 ? to : separator;
      addBroken(items, text, start, next);
      start = next + recordSeparator.length();
    }
  }

  private void addBroken(List<Records.Item<T>> items, String text, int from, int to) {
    if (!Span.isBlank(text, from, to)) {
      items.add(new Records.Broken<>(text.substring(from, to), from));
    }
  }
}
