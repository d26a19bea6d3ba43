package dev.yizhan.vendor.winnerlook;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.ChinaTime;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.codec.charset.CharsetDetector;
import dev.yizhan.vendor.record.Push;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads what winnerlook pushes as JSON (document 5, 5 and 6; vendor-rules §6): delivery reports of
 * the types 1 and 2, inbound messages of the types 3 and 4. The types 1 and 3 are about trigger
 * sends, which this client uses; 2 and 4 about mass sends. Older servers push the records of the
 * polls as one text, without a type (vendor-rules §8).
 *
 * <pre>{@code
 * {"list":[{"phone":"15021750000","receive_status":"DELIVRD","receive_time":1529466210680,
 *   "sub_no":"2400350000122303487","customer_uuid":"0000a8ae"}],"account":"zhangsan","type":1}
 * {"GetReport":"2115238741199173001,15021750000,DELIVRD|","account":"zhangsan"}
 * {"GetMo":"15021750000|,|text|,|2018/4/16 11:14:13|,|106900000001|;|","account":"zhangsan"}
 * }</pre>
 */
public final class WinnerlookPush {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final String OLDER_REPORTS = "GetReport";
  private static final String OLDER_REPLIES = "GetMo";
  private static final int TRIGGER_REPORTS = 1;
  private static final int MASS_REPORTS = 2;
  private static final int TRIGGER_REPLIES = 3;
  private static final int MASS_REPLIES = 4;

  private WinnerlookPush() {}

  /**
   * Reads a push whose Content-Type is not known.
   *
   * @return as {@link #read(byte[], String)}
   * @throws IllegalArgumentException as {@link #read(byte[], String)}
   */
  public static Push read(byte[] body) {
    return read(body, "");
  }

  /**
   * Reads a push.
   *
   * @param body the body of the POST: UTF-8, as JSON is, or what the evidence says (vendor-rules
   *     §8)
   * @param contentType the header as received, empty if there is none
   * @return its records; a broken record has its place in the list as its index, in the older form
   *     its place in the text
   * @throws IllegalArgumentException whose message says what is wrong and quotes nothing of the
   *     body
   */
  public static Push read(byte[] body, String contentType) {
    JsonObject push = object(CharsetDetector.EXPECTING_NOTHING.text(body, contentType));
    return push.get("list") == null
            && (push.containsKey(OLDER_REPORTS) || push.containsKey(OLDER_REPLIES))
        ? older(push)
        : typed(push);
  }

  private static Push typed(JsonObject push) {
    int type = type(push);
    List<JsonValue> list = list(push);
    boolean reports = type == TRIGGER_REPORTS || type == MASS_REPORTS;
    return new Push(
        text(push, "account").orElse(""),
        type == TRIGGER_REPORTS || type == TRIGGER_REPLIES ? Push.Origin.OURS : Push.Origin.OTHER,
        records(reports ? list : List.of(), WinnerlookPush::report),
        records(reports ? List.of() : list, WinnerlookPush::reply));
  }

  /** It does not say of which sends its records are; they may be the gateway's. */
  private static Push older(JsonObject push) {
    return new Push(
        text(push, "account").orElse(""),
        Push.Origin.OURS,
        list(push, OLDER_REPORTS, WinnerlookInbox::reports).map(WinnerlookRecords::report),
        list(push, OLDER_REPLIES, WinnerlookInbox::replies2).map(WinnerlookRecords::reply));
  }

  private static <T> Records<T> list(
      JsonObject push, String name, Function<String, Answer<Records<T>>> reader) {
    JsonValue value = push.getOrDefault(name, JsonValue.NULL);
    if (value != JsonValue.NULL && !(value instanceof JsonString)) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    try {
      return reader
          .apply(perhapsEmpty(push, name).orElse(""))
          .match(
              Answer.Given::value,
              refused -> {
                throw new IllegalArgumentException(name + " is a code and no list of records");
              });
    } catch (CodecException e) {
      throw new IllegalArgumentException(name + " is no list of records", e);
    }
  }

  private static JsonObject object(String body) {
    try (JsonReader reader = READERS.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("The body is no JSON object");
    }
  }

  private static int type(JsonObject push) {
    int type =
        text(push, "type")
            .filter(value -> value.length() == 1)
            .map(value -> value.charAt(0) - '0')
            .orElse(0);
    if (type < TRIGGER_REPORTS || type > MASS_REPLIES) {
      throw new IllegalArgumentException("type must be 1, 2, 3 or 4");
    }
    return type;
  }

  private static List<JsonValue> list(JsonObject push) {
    if (push.get("list") instanceof jakarta.json.JsonArray list) {
      return list;
    }
    throw new IllegalArgumentException("list must be an array");
  }

  private static <T> Records<T> records(
      List<JsonValue> list, Function<JsonObject, Optional<T>> reader) {
    List<Records.Item<T>> items = new ArrayList<>();
    for (JsonValue value : list) {
      Optional<T> record =
          value instanceof JsonObject object ? reader.apply(object) : Optional.empty();
      items.add(
          record.isPresent()
              ? new Records.Good<>(record.get())
              : new Records.Broken<>(value.toString(), items.size()));
    }
    return new Records<>(items, OptionalInt.empty());
  }

  private static Optional<Report> report(JsonObject item) {
    Optional<String> phone = text(item, "phone");
    Optional<String> status = perhapsEmpty(item, "receive_status");
    Optional<String> batch = text(item, "sub_no");
    if (phone.isEmpty() || status.isEmpty() || batch.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Report.of(
            batch.get(),
            phone.get(),
            status.get().strip(),
            time(item, "receive_time"),
            text(item, "customer_uuid")));
  }

  private static Optional<Reply> reply(JsonObject item) {
    Optional<String> phone = text(item, "dest_phone");
    Optional<String> content = perhapsEmpty(item, "resp_content");
    if (phone.isEmpty() || content.isEmpty()) {
      return Optional.empty();
    }
    // The document's table says resp_time, its sample receive_time.
    return Optional.of(
        new Reply(
            phone.get(),
            content.get(),
            text(item, "show_num"),
            time(item, "resp_time").or(() -> time(item, "receive_time")),
            Optional.empty(),
            text(item, "customer_uuid")));
  }

  /** Numbers that come as text are accepted too, and text that comes as a number. */
  private static Optional<String> text(JsonObject object, String name) {
    return perhapsEmpty(object, name).filter(text -> !text.isEmpty());
  }

  private static Optional<String> perhapsEmpty(JsonObject object, String name) {
    JsonValue value = object.get(name);
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    // Not as a decimal: a number such as 1e999999999 would be expanded to all its digits.
    return value instanceof JsonNumber number ? Optional.of(number.toString()) : Optional.empty();
  }

  /** Epoch milliseconds, or a time in any form of the vendors. */
  private static Optional<LocalDateTime> time(JsonObject object, String name) {
    Optional<String> time = text(object, name);
    return time.flatMap(ChinaTime::read)
        .or(
            () ->
                time.filter(text -> text.matches("[0-9]{1,15}"))
                    .map(Long::parseLong)
                    .map(millis -> LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), CHINA)));
  }
}
