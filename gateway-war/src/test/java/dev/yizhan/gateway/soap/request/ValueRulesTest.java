package dev.yizhan.gateway.soap.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.contract.ContractModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRulesTest {

  private static final String XSI = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

  private static ContractModel.Simple range(String base, long least, long most) {
    return new ContractModel.Simple(
        base, Optional.empty(), Optional.empty(), Optional.of(least), Optional.of(most), List.of());
  }

  private static ContractModel.Simple text(int least, int most) {
    return new ContractModel.Simple(
        "string",
        Optional.of(least),
        Optional.of(most),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static String checked(ContractModel.Simple type, String content) {
    return checkedXml(type, "<v>" + content + "</v>");
  }

  private static String checkedXml(ContractModel.Simple type, String xml) {
    return ValueRules.checked(
        type, XmlNode.read(xml.getBytes(StandardCharsets.UTF_8)), "Send/value");
  }

  private static void assertRefused(ContractModel.Simple type, String content, String rule) {
    assertThatThrownBy(() -> checked(type, content))
        .isInstanceOfSatisfying(
            GatewayException.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST))
        .hasMessage("The request does not fit the contract: Send/value must be " + rule);
  }

  @Nested
  class Strings {

    @Test
    void keepBlanks() {
      assertThat(checked(text(1, 64), " a ")).isEqualTo(" a ");
    }

    @Test
    void areMeasuredInCodePoints() {
      assertThat(checked(text(1, 2), "😀😀")).isEqualTo("😀😀");
      assertRefused(text(1, 2), "😀😀😀", "a text of at least 1 and at most 2 characters");
    }

    @Test
    void mayNotBeShorterThanTheRule() {
      assertRefused(text(1, 64), "", "a text of at least 1 and at most 64 characters");
    }

    @Test
    void withAnEnumerationMustBeOneOfIt() {
      ContractModel.Simple kind =
          new ContractModel.Simple(
              "string",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of("REPORTS", "REPLIES"));
      assertThat(checked(kind, "REPLIES")).isEqualTo("REPLIES");
      assertRefused(kind, "replies", "one of REPORTS, REPLIES");
    }
  }

  @Nested
  class WholeNumbers {

    @ParameterizedTest
    @CsvSource({"0,0", "25,25", "' 7 ',7", "+7,+7", "007,007"})
    void inTheRangeAreAccepted(String content, String value) {
      assertThat(checked(range("int", 0, 25), content)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-1",
          "26",
          "",
          " ",
          "1.0",
          "1e1",
          "٣",
          "９",
          "4294967296",
          "9999999999999999999"
        })
    void othersAreRefused(String content) {
      assertRefused(range("int", 0, 25), content, "a whole number from 0 to 25");
    }

    @Test
    void ofTypeIntAreNotTakenModulo32Bits() {
      assertRefused(ContractModel.Simple.of("int"), "4294967297", "a whole number");
      assertThat(checked(ContractModel.Simple.of("long"), "4294967297")).isEqualTo("4294967297");
    }
  }

  @Nested
  class DecimalsAndBooleans {

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1.5", "+.5", "1."})
    void decimalsHaveNoExponent(String content) {
      assertThat(checked(ContractModel.Simple.of("decimal"), content)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", ".", "1,5", "NaN", ""})
    void otherDecimalsAreRefused(String content) {
      assertRefused(ContractModel.Simple.of("decimal"), content, "a decimal number, as in 1.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "1", "0"})
    void booleansAreThoseOfTheSchema(String content) {
      assertThat(checked(ContractModel.Simple.of("boolean"), content)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "yes", ""})
    void otherBooleansAreRefused(String content) {
      assertRefused(ContractModel.Simple.of("boolean"), content, "true or false");
    }
  }

  @Nested
  class Times {

    private static final String RULE =
        "a time, as in 2026-01-31T08:00:00+08:00; without a zone it is China time";

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2026-01-31T08:00:00",
          "2026-01-31T08:00:00Z",
          "2026-01-31T08:00:00.123+08:00",
          "2024-02-29T23:59:59-05:00"
        })
    void ofTheSchemaAreAccepted(String content) {
      assertThat(checked(ContractModel.Simple.of("dateTime"), content)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2026-01-31",
          "08:00:00",
          "2026-01-31 08:00:00",
          "2026-02-30T08:00:00",
          "2026-13-01T08:00:00",
          "2026-01-31T25:00:00",
          "2026-01-31T08:00:00+15:00",
          "tomorrow",
          ""
        })
    void othersAreRefused(String content) {
      assertRefused(ContractModel.Simple.of("dateTime"), content, RULE);
    }

    @Test
    void longerThanAnyRealOneAreRefusedUnread() {
      String fraction = "1".repeat(ValueRules.LONGEST_VALUE);
      assertRefused(ContractModel.Simple.of("dateTime"), "2026-01-31T08:00:00." + fraction, RULE);
    }
  }

  @Nested
  class Base64Values {

    private String encoded(byte[] bytes) {
      return "<v "
          + XSI
          + " xsi:type=\"x:base64Binary\" xmlns:x=\"urn:x\">"
          + Base64.getEncoder().encodeToString(bytes)
          + "</v>";
    }

    @Test
    void areTextInUtf8() {
      assertThat(checkedXml(text(1, 64), encoded("验证码".getBytes(StandardCharsets.UTF_8))))
          .isEqualTo("验证码");
    }

    @Test
    void thatAreNotTextAreRefusedWithoutTheirContent() {
      assertThatThrownBy(() -> checkedXml(text(1, 64), encoded(new byte[] {(byte) 0xFF})))
          .hasMessage(
              "The request does not fit the contract: Send/value is declared as Base64 and is"
                  + " not: give a text, or Base64 of a text in UTF-8");
    }

    @Test
    void mayNotHideAControlCharacter() {
      assertThatThrownBy(() -> checkedXml(text(1, 64), encoded(new byte[] {'a', 0})))
          .hasMessage(
              "The request does not fit the contract: Send/value has a control character (U+0000)"
                  + " at index 1: remove it");
    }
  }

  @Test
  void anElementInAValueIsNamed() {
    assertThatThrownBy(() -> checked(text(1, 64), "a<b>secret</b>"))
        .hasMessage(
            "The request does not fit the contract: Send/value contains the element b, but must be"
                + " text");
  }
}
