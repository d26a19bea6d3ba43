package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.door.Doors;
import dev.yizhan.gateway.callback.CallbackEndpoint;
import dev.yizhan.gateway.callback.CallbackForm;
import dev.yizhan.gateway.callback.SigningSecret;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.http.Trust;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackSettingsTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEXT = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final Map<String, String> values =
      new HashMap<>(Map.of("yizhan.consumer.shop.password", "a password of the shop"));

  private CallbackSettingsTest with(String key, String value) {
    values.put("yizhan.consumer.shop." + key, value);
    return this;
  }

  private CallbackSettingsTest usual() {
    return with("callback.address", "https://shop.example/sms").with("callback.secret", SECRET);
  }

  private List<CallbackEndpoint> callbacks() {
    Settings settings = Settings.of(ChannelSettingsTest.config(values));
    ConsumerSettings consumers = new ConsumerSettings(settings, List.of(), Set.of(), List.of());
    LoginSettings logins =
        new LoginSettings(Doors.installed(), LoginSettings.Connected.NOTHING, List.of());
    int count = consumers.consumers(logins).size();
    settings.check();
    assertThat(count).isEqualTo(1);
    return consumers.callbacks();
  }

  private void assertError(String... words) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(this::callbacks)
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void needsNoCallback() {
    assertThat(callbacks()).isEmpty();
  }

  @Test
  void takesTheUsualValues() throws Exception {
    CallbackEndpoint callback = usual().callbacks().get(0);
    assertThat(callback.consumer()).isEqualTo("shop");
    assertThat(callback.reader()).isEqualTo(Reader.CALLBACK);
    assertThat(callback.maxRecords()).isEqualTo(500);
    assertThat(callback.form()).isEqualTo(CallbackForm.JSON);
    assertThat(callback.secrets()).containsExactly(SigningSecret.parse(SECRET));
    assertThat(callback.target().post().address())
        .isEqualTo(URI.create("https://shop.example/sms"));
    assertThat(callback.target().trust()).isEqualTo(Trust.platform());
    assertThat(callback.target().answerTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(callback.target().post().allowed().test(InetAddress.getByName("10.1.2.3")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"json, JSON", "soap11, SOAP_11", "soap12, SOAP_12"})
  void takesTheForm(String word, CallbackForm form) {
    assertThat(usual().with("callback.form", word).callbacks().get(0).form()).isEqualTo(form);
  }

  @Test
  void knowsNoOtherForm() {
    usual().with("callback.form", "soap").assertError("callback.form", "json", "soap11", "soap12");
  }

  @Test
  void takesAllValues() throws Exception {
    String pin = "ab".repeat(32);
    CallbackEndpoint callback =
        usual()
            .with("callback.second-secret", NEXT)
            .with("callback.max-records", "1000")
            .with("callback.answer-timeout", "PT1M")
            .with("callback.private-networks", "10.1.0.0/16, fd00::/8")
            .with("callback.pin", pin)
            .with("owning-reader", "default")
            .callbacks()
            .get(0);
    assertThat(callback.reader()).isEqualTo(Reader.DEFAULT);
    assertThat(callback.maxRecords()).isEqualTo(1000);
    assertThat(callback.secrets())
        .containsExactly(SigningSecret.parse(SECRET), SigningSecret.parse(NEXT));
    assertThat(callback.target().answerTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(callback.target().trust()).isEqualTo(Trust.pins(List.of(pin)));
    for (String allowed : List.of("10.1.2.3", "fd00::1")) {
      assertThat(callback.target().post().allowed().test(InetAddress.getByName(allowed))).isTrue();
    }
    for (String other : List.of("10.2.0.1", "fe80::1%1")) {
      assertThat(callback.target().post().allowed().test(InetAddress.getByName(other))).isFalse();
    }
  }

  @Test
  void takesPlainHttpOnlyWhereItIsAllowed() {
    usual().with("callback.address", "http://shop.example/sms");
    assertError("yizhan.consumer.shop.callback.address", "https://", "callback.plain-http");
    with("callback.plain-http", "true");
    assertThat(callbacks()).hasSize(1);
    with("callback.pin", "ab".repeat(32));
    assertError("callback.pin needs an address that begins with https://");
  }

  @Test
  void needsASecret() {
    with("callback.address", "https://shop.example/sms");
    assertError("yizhan.consumer.shop.callback.secret is missing", "whsec_");
  }

  @ParameterizedTest
  @CsvSource({
    "callback.secret, whsec_MfKQ9r8G",
    "callback.pin, abcd",
    "callback.max-records, 0",
    "callback.max-records, 1001",
    "callback.private-networks, intranet",
    "callback.plain-http, yes",
    "callback.answer-timeout, PT6M",
    "owning-reader, somebody",
    "owning-reader, 'login:'",
  })
  void refusesWrongValues(String key, String value) {
    usual().with(key, value);
    assertError("yizhan.consumer.shop." + key + " must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example/sms",
        "ftp://shop.example",
        "https://a:b@shop.example",
        "https://127.1/"
      })
  void refusesWrongAddresses(String address) {
    usual().with("callback.address", address);
    assertError("yizhan.consumer.shop.callback.address must be an address such as");
  }

  @Test
  void refusesSettingsWithoutAnAddress() {
    with("callback.max-records", "10");
    assertError("yizhan.consumer.shop.callback.max-records needs callback.address");
  }

  @Test
  void namesALoginAsOwner() {
    usual().with("owning-reader", "login:old shop");
    assertThat(callbacks().get(0).reader()).isEqualTo(Reader.login("old shop"));
  }
}
