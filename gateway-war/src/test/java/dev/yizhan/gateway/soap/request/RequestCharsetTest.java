package dev.yizhan.gateway.soap.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision itself is tested in the codec; here, what it means for a request. */
class RequestCharsetTest {

  private static final Charset GBK = Charset.forName("GBK");
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String TEXT = "<a>您的验证码</a>";

  private static String decoded(byte[] body, String contentType) {
    return new String(RequestCharset.utf8(body, contentType), StandardCharsets.UTF_8);
  }

  private static byte[] prefixed(int[] prefix, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int each : prefix) {
      out.write(each);
    }
    out.writeBytes(body);
    return out.toByteArray();
  }

  @Test
  void utf8IsNotCopied() {
    byte[] body = TEXT.getBytes(StandardCharsets.UTF_8);
    assertThat(RequestCharset.utf8(body, "text/xml; charset=gbk")).isSameAs(body);
  }

  @Test
  void byteOrderMarksDecideAndAreRemoved() {
    String contentType = "text/xml; charset=gbk";
    assertThat(
            decoded(
                prefixed(new int[] {0xEF, 0xBB, 0xBF}, TEXT.getBytes(StandardCharsets.UTF_8)),
                contentType))
        .isEqualTo(TEXT);
    assertThat(
            decoded(
                prefixed(new int[] {0xFE, 0xFF}, TEXT.getBytes(StandardCharsets.UTF_16BE)),
                contentType))
        .isEqualTo(TEXT);
    assertThat(
            decoded(
                prefixed(new int[] {0xFF, 0xFE}, TEXT.getBytes(StandardCharsets.UTF_16LE)),
                contentType))
        .isEqualTo(TEXT);
  }

  @Test
  void utf16IsKnownByItsFirstCharacter() {
    assertThat(decoded(TEXT.getBytes(StandardCharsets.UTF_16BE), "text/xml")).isEqualTo(TEXT);
    assertThat(decoded(TEXT.getBytes(StandardCharsets.UTF_16LE), "text/xml")).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/xml; charset=gbk",
        "text/xml; charset=\"GB2312\"",
        "text/xml; charset=utf-8",
        "text/xml; charset=nobody-knows",
        "text/xml",
        ""
      })
  void gbkIsReadWhateverTheHeaderDeclares(String contentType) {
    assertThat(decoded(TEXT.getBytes(GBK), contentType)).isEqualTo(TEXT);
  }

  @Test
  void oneByteInTheHeaderCountsForLessThanTheXmlDeclaration() {
    String document = "<?xml version=\"1.0\" encoding=\"GBK\"?><a>停水通知</a>";
    assertThat(decoded(document.getBytes(GBK), "text/xml; charset=iso-8859-1")).isEqualTo(document);
  }

  /** The bytes of 停水通知 in GBK are valid UTF-8: ͣˮ֪ͨ. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/xml; charset=GBK",
        "text/xml; charset=EUC-CN",
        "text/xml; charset=windows-936",
        "text/xml; charset=utf-8",
        "text/xml"
      })
  void gbkThatIsAlsoValidUtf8IsGbk(String contentType) {
    assertThat(decoded("<a>停水通知</a>".getBytes(GBK), contentType)).isEqualTo("<a>停水通知</a>");
    String document = "<?xml version='1.0' encoding='GBK'?><a>停水通知</a>";
    assertThat(decoded(document.getBytes(GBK), contentType)).isEqualTo(document);
  }

  @Test
  void theXmlDeclarationCountsForMoreThanGb18030() {
    String document = "<?xml version='1.0' encoding='Big5'?><a>驗證碼</a>";
    byte[] body = document.getBytes(Charset.forName("Big5"));
    assertThat(decoded(body, "text/xml")).isEqualTo(document);
  }

  /**
   * Java's GB2312 reads — and · as other characters. 镕 is in GBK and not in GB2312; 㐀 is in GB18030
   * only.
   */
  @ParameterizedTest
  @CsvSource({
    "—, gb2312",
    "·, gb2312",
    "—, gb_2312-80",
    "镕, gb2312",
    "㐀, gb2312",
    "㐀, GBK",
    "㐀, x-gbk",
    "㐀, cp936"
  })
  void gbNamesIncludeGb18030(String character, String name) {
    assertThat(decoded(("<a>" + character + "</a>").getBytes(GB18030), "text/xml; charset=" + name))
        .isEqualTo("<a>" + character + "</a>");
  }

  private static String joined(String document) {
    return new String(
        RequestCharset.withoutSurrogateReferences(document.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"&#xD83D;&#xDE00;", "&#xd83d;&#xde00;", "&#55357;&#56832;"})
  void pairsOfSurrogateReferencesBecomeOneCharacter(String pair) {
    assertThat(joined("<a>" + pair + "</a>")).isEqualTo("<a>😀</a>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>&#xD83D;</a>",
        "<a>&#xDE00;&#xD83D;</a>",
        "<a>&#55999;&#57999;</a>",
        "<a>&#128512;</a>"
      })
  void otherReferencesStay(String document) {
    assertThat(joined(document)).isEqualTo(document);
  }

  @Test
  void whatFitsNoCharsetIsAFault() {
    byte[] body = {'<', 'a', '>', (byte) 0xFF, (byte) 0xFF, '<', '/', 'a', '>'};
    assertThatThrownBy(() -> RequestCharset.utf8(body, "text/xml"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.NOT_WELL_FORMED));
  }
}
