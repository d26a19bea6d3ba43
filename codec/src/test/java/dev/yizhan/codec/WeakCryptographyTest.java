package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares hashes and encrypted texts with those of another language's library and openssl. */
class WeakCryptographyTest {

  static Stream<JsonObject> passwords() {
    return Vectors.objects("password.jsonl").stream();
  }

  static Stream<JsonObject> submitInfos() {
    return Vectors.objects("submit-info.jsonl").stream();
  }

  @ParameterizedTest
  @MethodSource("passwords")
  void hashesAsAnotherLanguageDoes(JsonObject vector) {
    String password = vector.getString("password");
    assertThat(WeakHash.md5(password)).isEqualTo(vector.getString("md5"));
    assertThat(WeakHash.md5UpperCase(password))
        .isEqualTo(vector.getString("md5").toUpperCase(Locale.ROOT));
    assertThat(WeakHash.desKey(password)).isEqualTo(vector.getString("desKey"));
  }

  @ParameterizedTest
  @MethodSource("submitInfos")
  void encryptsAsOpensslDoes(JsonObject vector) {
    SubmitInfo info = SubmitInfo.refusingAmpersands(vector.getString("password"));
    assertThat(info.encrypt(vector.getString("plain"))).isEqualTo(vector.getString("submitInfo"));
    assertThat(info.decrypt(vector.getString("submitInfo"))).isEqualTo(vector.getString("plain"));
    assertThat(info.decrypt(vector.getString("submitInfo").toLowerCase(Locale.ROOT)))
        .isEqualTo(vector.getString("plain"));
  }

  @ParameterizedTest
  @MethodSource("submitInfos")
  void decryptsWithTheKeyAlone(JsonObject vector) {
    SubmitInfoKey key = SubmitInfoKey.of(WeakHash.desKey(vector.getString("password")));
    assertThat(key.decrypt(vector.getString("submitInfo"))).isEqualTo(vector.getString("plain"));
    assertThat(key).hasToString("SubmitInfoKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "40BD001", "40BD00155", "40bd0015", "40BD001G"})
  void refusesAKeyOfAnotherForm(String key) {
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> SubmitInfoKey.of(key));
  }

  /** Document 5, 2.8. */
  @Test
  void encryptsTheDocumentsExample() {
    assertThat(
            SubmitInfo.refusingAmpersands("123")
                .send("18616300000", "你的验证码是:2345【饿了么】", "101", "0"))
        .isEqualTo(
            "9ECD998D9F60F7963E137DBC61734970FEE419418FBD2E1622286696AD70D909BF58BB270916073B04"
                + "64030D4FC52D4AF06BF97B34D7CCB4D06AD49E87576B30CF629652BD44258CDA49DB959914CE4F9518"
                + "79939D6586AE");
    assertThat(SubmitInfo.refusingAmpersands("123").query())
        .isEqualTo("9ECD998D9F60F7965346EF832F706FD7");
  }

  @Test
  void letsNoAmpersandInjectAParameter() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> SubmitInfo.refusingAmpersands("123").send("1", "a&DesNo=2", "101", "0"))
        .satisfies(e -> assertThat(e.index()).isEqualTo(1));
    SubmitInfo widening = SubmitInfo.wideningAmpersands("123");
    assertThat(widening.parameters(widening.send("1", "a&DesNo=2", "101", "0")))
        .containsExactly(
            new Parameter("userPass", "123"),
            new Parameter("DesNo", "1"),
            new Parameter("Msg", "a＆DesNo=2"),
            new Parameter("smsType", "101"),
            new Parameter("Channel", "0"));
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> SubmitInfo.wideningAmpersands("1&3"))
        .satisfies(e -> assertThat(e.index()).isEqualTo(1));
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> widening.send("1&2", "a", "101", "0"));
  }

  @Test
  void namesAnUnencodableCharacterWithItsIndexInTheMessage() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> SubmitInfo.refusingAmpersands("123").send("1", "好😀", "101", "0"))
        .satisfies(e -> assertThat(e.index()).isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9",
        "9ECD998D9F60F79",
        "9ECD998D9F60F7965346EF832F706FDX",
        "9ECD998D9F60F796",
        "00000000000000000000000000000000",
        "９ECD998D9F60F7965346EF832F706FD7"
      })
  void refusesWhatWasNotEncryptedWithThePassword(String submitInfo) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> SubmitInfo.refusingAmpersands("123").decrypt(submitInfo))
        .satisfies(e -> assertThat(e.index()).isBetween(0, submitInfo.length()));
  }

  @Test
  void showsNoPassword() {
    assertThat(SubmitInfo.refusingAmpersands("secret")).hasToString("SubmitInfo");
    assertThat(List.of(new Parameter("pwd", "secret")).toString()).doesNotContain("secret");
  }
}
