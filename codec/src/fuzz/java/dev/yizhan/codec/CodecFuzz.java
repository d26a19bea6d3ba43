package dev.yizhan.codec;

import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.codec.answer.LinkWsDomestic;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.answer.Winnerlook;
import dev.yizhan.codec.answer.WinnerlookInbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The readers with inputs that Jazzer generates by coverage, starting from the vectors. A reader must
 * return a value or throw a {@link CodecException} with an index inside the input, as in {@link
 * HostileInputTest}.
 *
 * <p>A class for each target: Jazzer fuzzes the first in a JVM and skips the others.
 */
class CodecFuzz {

  private static final String SOURCES = "dev.yizhan.codec.CodecFuzz#";
  private static final String DURATION = "25s";
  private static final int LONGEST = 1 << 10;

  private static final SubmitInfo INFO = SubmitInfo.refusingAmpersands("123");
  private static final IndividualTexts TEXTS = IndividualTexts.of("|~|", "|-|");

  static class Forms {

    @MethodSource(SOURCES + "forms")
    @FuzzTest(maxDuration = DURATION)
    void readsForms(@NotNull @WithUtf8Length(max = LONGEST) String text) {
      read(text, FormEncoding.GB2312::decode);
      read(text, FormEncoding.GB2312::parameters);
      read(text, FormEncoding.UTF_8::decode);
      read(text, FormEncoding.UTF_8::parameters);
    }
  }

  static class RoundTrips {

    @MethodSource(SOURCES + "texts")
    @FuzzTest(maxDuration = DURATION)
    void decodesWhatItEncodes(@NotNull @WithUtf8Length(max = LONGEST) String text) {
      for (FormEncoding encoding : List.of(FormEncoding.GB2312, FormEncoding.UTF_8)) {
        if (encoding.losses(text).isEmpty()) {
          assertThat(encoding.decode(encoding.encode(text))).isEqualTo(text);
          List<Parameter> one = List.of(new Parameter(text, text));
          assertThat(encoding.parameters(encoding.encode(one))).isEqualTo(one);
        } else {
          read(text, encoding::encode);
        }
      }
      assertThat(StringElement.unwrap(StringElement.wrap(text))).isEqualTo(text);
      if (FormEncoding.GB2312.losses(text).isEmpty()) {
        assertThat(INFO.decrypt(INFO.encrypt(text))).isEqualTo(text);
      }
    }
  }

  static class StringElements {

    @MethodSource(SOURCES + "answers")
    @FuzzTest(maxDuration = DURATION)
    void readsStringElements(@NotNull @WithUtf8Length(max = LONGEST) String text) {
      read(text, StringElement::unwrap);
      read("<string>" + text, StringElement::unwrap);
    }
  }

  static class WinicAnswers {

    @MethodSource(SOURCES + "answers")
    @FuzzTest(maxDuration = DURATION)
    void readsAnswersOfWinic(@NotNull @WithUtf8Length(max = LONGEST) String text) {
      read(text, Winic.HttpSend::parse);
      read(text, Winic::balance);
      read(text, Winic::asmxSend);
      read(text, Winic::account);
      read(text, Winic::registered);
      read(text, Winic::passwordChanged);
      read(text, WinicInbox::replies);
      read(text, WinicInbox::reports);
    }
  }

  static class ChanglongAnswers {

    @MethodSource(SOURCES + "answers")
    @FuzzTest(maxDuration = DURATION)
    void readsAnswersOfChanglong(@NotNull @WithUtf8Length(max = LONGEST) String text) {
      read(text, Changlong::send);
      read(text, Changlong::balance);
      read(text, ChanglongInbox::replies);
      read(text, ChanglongInbox::reports);
    }
  }

  static class WinnerlookAndLinkWsAnswers {

    @MethodSource(SOURCES + "answers")
    @FuzzTest(maxDuration = DURATION)
    void readsAnswersOfWinnerlookAndLinkWs(@NotNull @WithUtf8Length(max = LONGEST) String text) {
      read(text, LinkWs::send);
      read(text, LinkWs::balance);
      read(text, LinkWsDomestic::send);
      read(text, LinkWsDomestic::balance);
      read(text, LinkWsDomesticInbox::replies);
      read(text, LinkWsDomesticInbox::reports);
      read(text, Winnerlook::send);
      read(text, Winnerlook::balance);
      read(text, WinnerlookInbox::replies);
      read(text, WinnerlookInbox::replies2);
      read(text, WinnerlookInbox::reports);
      read(text, WinnerlookInbox::reports2);
    }
  }

  static class WinnerlookRequests {

    @MethodSource(SOURCES + "submitInfos")
    @FuzzTest(maxDuration = DURATION)
    void readsSubmitInfosAndIndividualTexts(@NotNull @WithUtf8Length(max = LONGEST) String text) {
      read(text, INFO::decrypt);
      read(text, INFO::parameters);
      read(text, TEXTS::read);
    }
  }

  // No seed is blank: Jazzer makes the text the name of its test, and JUnit refuses a blank name.

  static Stream<String> forms() {
    return Vectors.objects("form-encoding.jsonl").stream()
        .limit(40)
        .map(vector -> vector.getString("encoded"))
        .filter(form -> !form.isBlank());
  }

  static Stream<String> texts() {
    return Stream.of("你好 A*", "€5 & ¥5", "好😀", "a\u0000\u0001\r\n\t", "<a>&amp;]]></a>");
  }

  static Stream<String> answers() {
    return Vectors.objects("answers.jsonl").stream().map(vector -> vector.getString("text"));
  }

  static Stream<String> submitInfos() {
    return Stream.concat(
        Vectors.objects("submit-info.jsonl").stream()
            .limit(5)
            .map(vector -> vector.getString("submitInfo")),
        Stream.of("13800138000|~|一|-|13900139000|~|二"));
  }

  private static void read(String text, Function<String, ?> reader) {
    try {
      assertThat((Object) reader.apply(text)).isNotNull();
    } catch (CodecException e) {
      assertThat(e.index()).as(e.getMessage()).isBetween(0, text.length());
    }
  }
}
