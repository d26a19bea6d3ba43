package dev.yizhan.gateway.soap.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedReaderTest {

  private static final Consumer ANYBODY = Consumer.of("anybody", Consumer.Role.CONSUMER);
  private static final ContractModel CONTRACT = Contract.of("SmsGateway").model();

  /** Of the envelope itself: soap, Envelope, Header, Body, and no prefix. */
  private static final int OWN_NAMES = 5;

  private static final int OWN_ELEMENTS = 3;

  private boolean isAuthenticated;

  private void read(String beforeEnvelope, String header) {
    String document =
        beforeEnvelope
            + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + "<soap:Header>"
            + header
            + "</soap:Header><soap:Body><ListChannels xmlns=\"urn:yizhan:sms:1\"/></soap:Body>"
            + "</soap:Envelope>";
    RequestReader unused =
        RequestReader.of(
            document.getBytes(UTF_8),
            CONTRACT,
            Set.of("ListChannels"),
            (version, given) -> {
              isAuthenticated = true;
              return ANYBODY;
            });
  }

  private void assertRefused(String beforeEnvelope, String header, String what) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> read(beforeEnvelope, header))
        .withMessageContaining("more than " + what + " before its Body")
        .satisfies(e -> assertThat(e.code()).isEqualTo(FaultCode.REQUEST_TOO_LARGE));
    assertThat(isAuthenticated).isFalse();
  }

  private static String many(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h%d/>",
        "<?h%d x?>",
        "<h h%d=\"\"/>",
        "<h xmlns:h%d=\"urn:h\"/>",
        "<x:h xmlns:x=\"urn:h\"><y:h xmlns:y=\"urn:h\" y:h%d=\"\"/></x:h>"
      })
  void refusesManyDifferentNames(String element) {
    assertRefused("", many(257, element::formatted), "256 different names");
  }

  @Test
  void acceptsAsManyNamesAsTheBound() {
    assertRefused("", many(257 - OWN_NAMES, "<h%d/>"::formatted), "256 different names");
    read("", many(256 - OWN_NAMES, "<h%d/>"::formatted));
    assertThat(isAuthenticated).isTrue();
  }

  @Test
  void countsWhatPrecedesTheEnvelope() {
    assertRefused(many(257, "<?h%d x?>"::formatted), "", "256 different names");
  }

  @Test
  void countsWhatIsInsideOfATextThatItReads() {
    String security =
        "<w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/"
            + "oasis-200401-wss-wssecurity-secext-1.0.xsd\"><w:Username>"
            + many(257, "<?h%d x?>"::formatted)
            + "</w:Username></w:Security>";
    assertRefused("", security, "256 different names");
  }

  @Test
  void refusesManyElements() {
    assertRefused("", many(1001 - OWN_ELEMENTS, i -> "<h/>"), "1000 elements");
    read("", many(1000 - OWN_ELEMENTS, i -> "<h/>"));
    assertThat(isAuthenticated).isTrue();
  }

  @Test
  void refusesDeepElements() {
    assertRefused("", many(31, i -> "<h>") + many(31, i -> "</h>"), "32 levels");
    read("", many(30, i -> "<h>") + many(30, i -> "</h>"));
    assertThat(isAuthenticated).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<h>%s</h>", "<h a=\"%s\"/>", "<!--%s-->"})
  void refusesMuchText(String element) {
    assertRefused("", element.formatted("x".repeat(256 << 10)), "262144 characters");
  }
}
