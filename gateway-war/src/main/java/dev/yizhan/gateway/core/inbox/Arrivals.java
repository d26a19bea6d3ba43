package dev.yizhan.gateway.core.inbox;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Records;
import dev.yizhan.vendor.Reply;
import dev.yizhan.vendor.Report;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a vendor's records as arrivals. A record's identity, by which a second arrival is known:
 *
 * <ul>
 *   <li>a report: the vendor's id, number, status, time to the second, our id
 *   <li>a reply: the vendor's id, number, text, time to the second, what was written to, our id;
 *       one that has neither id nor time is only the same in the same answer
 * </ul>
 *
 * <p>and which of the equal ones of its answer it is.
 */
final class Arrivals {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final String APART = "\u0000";
  private static final char REPLACEMENT = '\uFFFD';

  private Arrivals() {}

  /** Whose records those are, and from which vendor's mouth. */
  record Source(Account account, boolean ours, String answer) {}

  static Batch reports(Source source, Records<Report> reports) {
    return batch(source, Kind.REPORTS, reports, report -> arrival(source, report));
  }

  static Batch replies(Source source, Records<Reply> replies) {
    return batch(source, Kind.REPLIES, replies, reply -> arrival(source, reply));
  }

  private static <T> Batch batch(
      Source source, Kind kind, Records<T> records, Function<T, Arrival> reader) {
    List<Arrival> arrivals = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (T record : records.good()) {
      Arrival arrival = reader.apply(record);
      int nth = seen.merge(arrival.identity(), 1, Integer::sum);
      arrivals.add(
          new Arrival(
              kind + APART + arrival.identity() + APART + nth,
              arrival.numbers(),
              arrival.ours(),
              arrival.time(),
              arrival.vendorId(),
              arrival.customId(),
              arrival.verdict(),
              arrival.status(),
              arrival.to(),
              arrival.text()));
    }
    int items = records.items().size();
    return new Batch(
        source.account().name(),
        kind,
        source.account().channels(),
        source.account().ownership(),
        arrivals,
        records.broken().stream().map(Records.Broken::raw).toList(),
        records.announced().isPresent() && records.announced().getAsInt() != items
            ? Optional.of(
                "the vendor announced " + records.announced().getAsInt() + " and gave " + items)
            : Optional.empty());
  }

  /** What no database or XML carries: halves of characters, and the character 0. */
  private static String clean(String text) {
    if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                clean.appendCodePoint(
                    c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? REPLACEMENT
                        : c));
    return clean.toString();
  }

  private static Report clean(Report report) {
    return new Report(
        clean(report.vendorId()),
        clean(report.number()),
        report.verdict(),
        clean(report.status()),
        report.time(),
        report.customId().map(Arrivals::clean));
  }

  private static Reply clean(Reply reply) {
    return new Reply(
        clean(reply.number()),
        clean(reply.text()),
        reply.to().map(Arrivals::clean),
        reply.time(),
        reply.vendorId().map(Arrivals::clean),
        reply.customId().map(Arrivals::clean));
  }

  private static Arrival arrival(Source source, Report given) {
    Report report = clean(given);
    Optional<Instant> time = report.time().map(Arrivals::instant);
    return new Arrival(
        String.join(
            APART,
            report.vendorId(),
            report.number(),
            report.status(),
            second(time),
            report.customId().orElse("")),
        forms(report.number()),
        source.ours(),
        time,
        Optional.of(report.vendorId()).filter(id -> !id.isEmpty()),
        report.customId(),
        Optional.of(report.verdict()),
        Optional.of(report.status()),
        Optional.empty(),
        Optional.empty());
  }

  private static Arrival arrival(Source source, Reply given) {
    Reply reply = clean(given);
    Optional<Instant> time = reply.time().map(Arrivals::instant);
    String only = reply.vendorId().isEmpty() && time.isEmpty() ? source.answer() : "";
    return new Arrival(
        String.join(
            APART,
            reply.vendorId().orElse(""),
            reply.number(),
            reply.text(),
            second(time),
            reply.to().orElse(""),
            reply.customId().orElse(""),
            only),
        forms(reply.number()),
        source.ours(),
        time,
        reply.vendorId(),
        reply.customId(),
        Optional.empty(),
        Optional.empty(),
        reply.to(),
        Optional.of(reply.text()));
  }

  private static Instant instant(LocalDateTime china) {
    return china.atZone(CHINA).toInstant();
  }

  private static String second(Optional<Instant> time) {
    return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
  }

  /** Vendors write numbers abroad without {@code +}, and mainland ones with or without 86. */
  private static List<String> forms(String number) {
    List<String> forms = new ArrayList<>();
    PhoneNumber.find(number).map(PhoneNumber::digits).ifPresent(forms::add);
    PhoneNumber.find("+" + number).map(PhoneNumber::digits).ifPresent(forms::add);
    if (number.startsWith("00")) {
      PhoneNumber.find("+" + number.substring(2)).map(PhoneNumber::digits).ifPresent(forms::add);
    }
    return forms.isEmpty() ? List.of(number) : forms;
  }
}
