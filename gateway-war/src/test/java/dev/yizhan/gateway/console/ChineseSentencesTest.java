package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The core's sentences in Chinese. */
class ChineseSentencesTest {

  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

  private static String fault(FaultCode code, String detail) {
    return Language.CHINESE.fault(GatewayException.of(code, detail));
  }

  @Test
  void putsInWhatDiffers() {
    assertThat(
            ChineseSentences.find(
                "to: 2026-12-01 has not begun. Today is 2026-11-29 (China time): end with that day"))
        .hasValue("2026-12-01 尚未开始。今天是 2026-11-29（北京时间）。");
    assertThat(ChineseSentences.find("A record cannot be read: $1 {0} \\n\nx"))
        .hasValue("无法读取的记录：$1 {0} \\n\nx");
  }

  @Test
  void saysSentencesWithinSentences() {
    assertThat(
            ChineseSentences.find(
                "The vendor does not answer when polled for REPORTS: no connection within 500 ms"))
        .hasValue("轮询 REPORTS 时供应商没有应答：500 毫秒内未能连接");
    assertThat(ChineseSentences.find("has opted out of these messages (and 3 more)"))
        .hasValue("已退订（另有 3 个）");
  }

  @Test
  void saysWhatAFaultMeansIfItsSentenceIsNotKnown() {
    assertThat(fault(FaultCode.INVALID_REQUEST, "reason: state why, for later readers"))
        .isEqualTo("请填写原因，供以后查阅。");
    assertThat(fault(FaultCode.QUIET_HOURS, "new sentence"))
        .isEqualTo("短信会在通道的免打扰时段结束之前过期。 (new sentence)");
    assertThat(Language.ENGLISH.fault(GatewayException.of(FaultCode.BUSY, "later")))
        .isEqualTo("later");
    assertThat(Language.CHINESE.sentence("unknown one")).isEqualTo("unknown one");
    assertThat(Arrays.stream(FaultCode.values()).map(code -> fault(code, "x")))
        .allSatisfy(text -> assertThat(text).doesNotContain("null").endsWith(" (x)"));
  }

  @Test
  void hasTheSamePlacesInBothLanguages() {
    List<String> lines = ChineseSentences.lines();
    assertThat(lines.size() % 2).isZero();
    for (int i = 0; i < lines.size(); i += 2) {
      assertThat(
              places(lines.get(i + 1)).equals(places(lines.get(i)))
                  || places(lines.get(i)).containsAll(places(lines.get(i + 1))))
          .as(lines.get(i))
          .isTrue();
      assertThat(lines.get(i + 1)).as(lines.get(i)).containsPattern("\\p{IsHan}");
      assertThat(lines.get(i)).doesNotContainPattern("\\p{IsHan}");
    }
  }

  private static Set<String> places(String line) {
    return new TreeSet<>(PLACE.matcher(line).results().map(MatchResult::group).toList());
  }

  /** A sentence that was changed in the code would come in English without anybody noticing. */
  @Test
  void translatesSentencesThatThereAre() throws IOException {
    Set<String> literals = literals();
    List<String> lines = ChineseSentences.lines();
    for (int i = 0; i < lines.size(); i += 2) {
      for (String fragment : PLACE.split(lines.get(i), -1)) {
        assertThat(isOf(literals, fragment)).as("\"%s\" of %s", fragment, lines.get(i)).isTrue();
      }
    }
    assertThat(isOf(literals, "There is no such messages")).isFalse();
    assertThat(isOf(literals, "the vendor turned to stone")).isFalse();
  }

  /** Sentences are put together from literals. */
  private static boolean isOf(Set<String> literals, String fragment) {
    return fragment.isEmpty()
        || IntStream.rangeClosed(1, fragment.length())
            .anyMatch(
                end ->
                    literals.contains(fragment.substring(0, end))
                        && isOf(literals, fragment.substring(end)));
  }

  /**
   * Joined to sentences, and cut at what is put in; no single letters, which would make any word.
   */
  private static Set<String> literals() throws IOException {
    Set<String> literals = new HashSet<>();
    for (String module : List.of("gateway-war", "http", "codec", "vendors")) {
      List<Path> files = new ArrayList<>();
      try (Stream<Path> found = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
      for (Path file : files) {
        String code = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
        LITERAL
            .matcher(code)
            .results()
            .flatMap(literal -> Arrays.stream(literal.group(1).split("%[ds]", -1)))
            .filter(literal -> literal.length() > 1 || literal.matches("[^A-Za-z]"))
            .forEach(literals::add);
      }
    }
    return literals;
  }
}
