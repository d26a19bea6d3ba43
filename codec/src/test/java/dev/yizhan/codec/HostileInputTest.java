package dev.yizhan.codec;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.answer.ChinaTime;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.codec.answer.LinkWsDomestic;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.answer.Winnerlook;
import dev.yizhan.codec.answer.WinnerlookInbox;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every decoder and parser with broken input: it must return a value or throw a {@link
 * CodecException} with an index inside the input, in linear time. The time limits distinguish that
 * from endless or quadratic time with a wide margin.
 */
class HostileInputTest {

  private static final SubmitInfo INFO = SubmitInfo.refusingAmpersands("123");

  private static final Map<String, Function<String, Object>> READERS =
      Map.ofEntries(
          Map.entry("GB2312 form", FormEncoding.GB2312::decode),
          Map.entry("UTF-8 form", FormEncoding.UTF_8::decode),
          Map.entry("GB2312 parameters", FormEncoding.GB2312::parameters),
          Map.entry(
              "GB2312 bytes",
              text -> FormEncoding.GB2312.text(text.getBytes(StandardCharsets.ISO_8859_1))),
          Map.entry(
              "UTF-8 bytes",
              text -> FormEncoding.UTF_8.text(text.getBytes(StandardCharsets.ISO_8859_1))),
          Map.entry("string element", StringElement::unwrap),
          Map.entry("submitInfo", INFO::decrypt),
          Map.entry("individual texts", text -> IndividualTexts.of("|~|", "|-|").read(text)),
          Map.entry("recipients", text -> Recipients.of(List.of(text))),
          Map.entry("time", ChinaTime::read),
          Map.entry("winic send", Winic.HttpSend::parse),
          Map.entry("winic balance", Winic::balance),
          Map.entry("winic asmx send", Winic::asmxSend),
          Map.entry("winic account", Winic::account),
          Map.entry("winic registered", Winic::registered),
          Map.entry("winic replies", WinicInbox::replies),
          Map.entry("winic reports", WinicInbox::reports),
          Map.entry("changlong send", Changlong::send),
          Map.entry("changlong balance", Changlong::balance),
          Map.entry("changlong replies", ChanglongInbox::replies),
          Map.entry("changlong reports", ChanglongInbox::reports),
          Map.entry("linkws send", LinkWs::send),
          Map.entry("linkws balance", LinkWs::balance),
          Map.entry("linkws-domestic send", LinkWsDomestic::send),
          Map.entry("linkws-domestic balance", LinkWsDomestic::balance),
          Map.entry("linkws-domestic replies", LinkWsDomesticInbox::replies),
          Map.entry("linkws-domestic reports", LinkWsDomesticInbox::reports),
          Map.entry("winnerlook send", Winnerlook::send),
          Map.entry("winnerlook balance", Winnerlook::balance),
          Map.entry("winnerlook replies", WinnerlookInbox::replies),
          Map.entry("winnerlook replies2", WinnerlookInbox::replies2),
          Map.entry("winnerlook reports", WinnerlookInbox::reports),
          Map.entry("winnerlook reports2", WinnerlookInbox::reports2));

  static Stream<String> readers() {
    return READERS.keySet().stream().sorted();
  }

  private static void read(String reader, String text) {
    try {
      assertThat(READERS.get(reader).apply(text)).isNotNull();
    } catch (CodecException e) {
      assertThat(e.index()).as(e.getMessage()).isBetween(0, text.length());
    }
  }

  private static List<String> seeds() {
    List<String> seeds = new ArrayList<>();
    Vectors.objects("answers.jsonl").forEach(vector -> seeds.add(vector.getString("text")));
    Vectors.objects("form-encoding.jsonl").stream()
        .limit(40)
        .forEach(vector -> seeds.add(vector.getString("encoded")));
    Vectors.objects("submit-info.jsonl").stream()
        .limit(5)
        .forEach(vector -> seeds.add(vector.getString("submitInfo")));
    seeds.add("13800138000|~|一|-|13900139000|~|二");
    seeds.add("||13800138000#好#一||二#2016-10-13 13:51:08#12||13900139000#好#2016-10-13 13:51:08#||");
    seeds.add("8$$$$$13800138000$$$$$$$$$$1$$$$$DELIVRD$$$$$2016-10-13 13:51:08|||");
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("readers")
  @Timeout(value = 2, unit = MINUTES)
  void survivesMutations(String reader) {
    List<String> seeds = seeds();
    Random random = new Random(reader.hashCode());
    String spice = "|/;,:-~%&<>=+0189aZ.\n\u0000\u0001好😀\uD83D\uFFFD";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(5)) {
          case 0 -> text.insert(at, spice.charAt(random.nextInt(spice.length())));
          case 1 -> text.setLength(at);
          case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
          case 3 -> text.insert(at, text.substring(at));
          default -> text.append(seeds.get(random.nextInt(seeds.size())));
        }
      }
      read(reader, text.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  @Timeout(value = 1, unit = MINUTES)
  void readsLongInputInTimeThatGrowsWithItsLength(String reader) {
    int length = 1 << 18;
    for (String piece :
        List.of(
            "|",
            "/",
            "a|",
            "1,",
            "1;2|",
            "|,|",
            "|;|",
            "%41",
            "&a",
            "&#1;",
            "<!---->",
            "/1/2015-10-8 6:08:05|",
            "/1/2015/10/8 6:08:05|",
            "/2015-10-8|13800138000",
            "|20151008060805|1/",
            "|,|2015-10-8|;|",
            "13800138000/a/|",
            "13800138000|,|a|;|",
            "1,2,2015-10-8 6:08:05,",
            "1;13800138000;|",
            "#2015-10-8 6:08:05#1||",
            "13800138000#a#1||",
            "1$$$$$13800138000|||",
            "9|",
            "-",
            " ",
            "0",
            "13800138000,")) {
      String body = piece.repeat(length / piece.length());
      read(reader, body);
      read(reader, "9|" + body);
      read(reader, "<string>" + body + "</string>");
      read(reader, "0|1|1|" + body);
      read(reader, "000/u/1/1/1/" + body);
      read(reader, "/," + body);
      read(reader, body + "||13800138000#a#2015-10-8 6:08:05#1");
    }
  }
}
