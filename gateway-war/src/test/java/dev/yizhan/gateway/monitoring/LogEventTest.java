package dev.yizhan.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.submission.Recipient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogEventTest {

  private static final String FORGED =
      "x\r\n2026-01-01 INFO called outcome=ACCEPTED\u2028\u001b[31m";

  private static LogRecord record(Object parameter) {
    LogRecord record = new LogRecord(Level.INFO, "{0}");
    record.setLoggerName("dev.yizhan.gateway.monitoring.EventLog");
    record.setParameters(new Object[] {parameter});
    return record;
  }

  private static JsonObject json(LogRecord record) {
    String line = new LineFormatter(true).format(record);
    assertThat(line).endsWith("\n").hasLineCount(1);
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  @Test
  void isOneLineWhateverItsFieldsHold() {
    LogEvent event = new LogEvent("called").with("meaning", FORGED).with("call", 2);
    assertThat(event.toString())
        .isEqualTo("called meaning=\"x  2026-01-01 INFO called outcome=ACCEPTED  [31m\" call=2");
    assertThat(new LineFormatter(false).format(record(event)))
        .hasLineCount(1)
        .endsWith("EventLog: " + event + "\n");
    JsonObject line = json(record(event));
    assertThat(line.getString("meaning")).doesNotContain("\n", "\r", "\u2028", "\u001b");
    assertThat(line.getInt("call")).isEqualTo(2);
    assertThat(line.getString("event")).isEqualTo("called");
  }

  @Test
  void isCutTo200CharactersAField() {
    assertThat(new LogEvent("called").with("meaning", "长".repeat(5000)).toString()).hasSize(216);
  }

  @Test
  void masksNumbersAndShowsTheFirstThree() {
    List<Recipient> recipients =
        IntStream.range(0, 5)
            .mapToObj(i -> new Recipient(i, PhoneNumber.of("1380013800" + i)))
            .toList();
    assertThat(new LogEvent("called").to(recipients).toString())
        .isEqualTo("called recipients=5 numbers=138****8000,138****8001,138****8002,…");
  }

  @Test
  void writesAnExceptionInOneLine() {
    LogRecord record = new LogRecord(Level.WARNING, "It failed");
    record.setThrown(new IllegalStateException("why"));
    assertThat(new LineFormatter(false).format(record))
        .hasLineCount(1)
        .contains("It failed | java.lang.IllegalStateException: why | at dev.yizhan");
    assertThat(json(record).getString("exception")).startsWith("java.lang.IllegalStateException");
    assertThat(json(record).getString("message")).isEqualTo("It failed");
  }
}
