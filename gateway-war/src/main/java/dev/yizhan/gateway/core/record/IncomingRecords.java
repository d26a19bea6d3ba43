package dev.yizhan.gateway.core.record;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Converts a vendor's records to incoming records. A record's identity, by which a duplicate is
 * recognised, consists of:
 *
 * <ul>
 *   <li>for a report: the vendor's id, number, status, time to the second, the call's id
 *   <li>for an inbound message: the vendor's id, number, text, time to the second, recipient, the
 *       call's id; without the vendor's id and time, it is a duplicate only in the same answer
 * </ul>
 *
 * <p>and its number among equal records of the answer.
 */
public final class IncomingRecords {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final String SEPARATOR = "\u0000";
  private static final char REPLACEMENT = '\uFFFD';

  private IncomingRecords() {}

  /**
   * The answer or push that contained the records.
   *
   * @param mayMatch whether the records may be about messages of this gateway
   * @param answerId unique among the account's answers
   */
  public record Source(RecordSource account, boolean mayMatch, String answerId) {}

  public static RecordBatch reports(Source source, Records<Report> reports) {
    return batch(source, RecordKind.REPORTS, reports, report -> incoming(source, report));
  }

  public static RecordBatch inboundMessages(Source source, Records<Reply> replies) {
    return batch(source, RecordKind.REPLIES, replies, reply -> incoming(source, reply));
  }

  private static <T> RecordBatch batch(
      Source source, RecordKind kind, Records<T> records, Function<T, IncomingRecord> reader) {
    List<IncomingRecord> incoming = new ArrayList<>();
    Map<String, Integer> occurrences = new HashMap<>();
    for (T record : records.good()) {
      IncomingRecord converted = reader.apply(record);
      int occurrence = occurrences.merge(converted.identity(), 1, Integer::sum);
      IncomingRecord.Head head =
          converted
              .head()
              .withIdentity(kind + SEPARATOR + converted.identity() + SEPARATOR + occurrence);
      incoming.add(
          converted.match(
              report -> new IncomingRecord.DeliveryReport(head, report.verdict(), report.status()),
              message -> new IncomingRecord.InboundMessage(head, message.to(), message.text())));
    }
    int items = records.items().size();
    return new RecordBatch(
        source.account(),
        kind,
        incoming,
        records.broken().stream().map(Records.Broken::raw).toList(),
        records.announced().isPresent() && records.announced().getAsInt() != items
            ? Optional.of(
                "the vendor announced " + records.announced().getAsInt() + " and sent " + items)
            : Optional.empty());
  }

  /** Replaces what neither databases nor XML can hold: unpaired surrogates, and the character 0. */
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
        report.customId().map(IncomingRecords::clean));
  }

  private static Reply clean(Reply reply) {
    return new Reply(
        clean(reply.number()),
        clean(reply.text()),
        reply.to().map(IncomingRecords::clean),
        reply.time(),
        reply.vendorId().map(IncomingRecords::clean),
        reply.customId().map(IncomingRecords::clean));
  }

  private static IncomingRecord incoming(Source source, Report original) {
    Report report = clean(original);
    Optional<Instant> time = report.time().map(IncomingRecords::instant);
    IncomingRecord.Head head =
        new IncomingRecord.Head(
            String.join(
                SEPARATOR,
                report.vendorId(),
                report.number(),
                report.status(),
                toSecond(time),
                report.customId().orElse("")),
            numberForms(report.number()),
            source.mayMatch(),
            time,
            Optional.of(report.vendorId()).filter(id -> !id.isEmpty()),
            report.customId());
    return new IncomingRecord.DeliveryReport(head, report.verdict(), report.status());
  }

  private static IncomingRecord incoming(Source source, Reply original) {
    Reply reply = clean(original);
    Optional<Instant> time = reply.time().map(IncomingRecords::instant);
    String answerId = reply.vendorId().isEmpty() && time.isEmpty() ? source.answerId() : "";
    IncomingRecord.Head head =
        new IncomingRecord.Head(
            String.join(
                SEPARATOR,
                reply.vendorId().orElse(""),
                reply.number(),
                reply.text(),
                toSecond(time),
                reply.to().orElse(""),
                reply.customId().orElse(""),
                answerId),
            numberForms(reply.number()),
            source.mayMatch(),
            time,
            reply.vendorId(),
            reply.customId());
    return new IncomingRecord.InboundMessage(head, reply.to(), reply.text());
  }

  private static Instant instant(LocalDateTime chinaTime) {
    return chinaTime.atZone(CHINA).toInstant();
  }

  private static String toSecond(Optional<Instant> time) {
    return time.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
  }

  /**
   * Vendors write international numbers without {@code +}, and mainland ones with or without 86.
   * The gateway's form is the first; a mobile written with {@code 0} may be stored so, too.
   */
  private static List<String> numberForms(String number) {
    Set<String> forms = new LinkedHashSet<>();
    PhoneNumber.find(number).map(PhoneNumber::digits).ifPresent(forms::add);
    PhoneNumber.find("+" + number).map(PhoneNumber::digits).ifPresent(forms::add);
    if (number.startsWith("00")) {
      PhoneNumber.find("+" + number.substring(2)).map(PhoneNumber::digits).ifPresent(forms::add);
    }
    if (PhoneNumber.find(number).filter(n -> n.storedForms().contains(number)).isPresent()) {
      forms.add(number);
    }
    return forms.isEmpty() ? List.of(number) : List.copyOf(forms);
  }
}
