package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.door.OpenDoor;
import dev.yizhan.gateway.security.DoorLogin;
import dev.yizhan.http.CallbackHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which front doors are open, and who may call at them. */
class DoorSettingsTest {

  private final Map<String, String> values = new HashMap<>();

  @BeforeEach
  void minimum() {
    with("data", "/var/lib/yizhan");
    with("store.keys", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    with("consumer.shop.password", "s3same");
    with("consumer.bank.password", "s3same");
    with("channel.winic.vendor", "winic-http");
    with("channel.winic.address", "http://192.0.2.1");
    with("channel.winic.user", "u");
    with("channel.winic.password", "s3same");
  }

  private void with(String key, String value) {
    values.put("yizhan." + key, value);
  }

  private Configuration.Admission configured() {
    return configured(Optional.empty()).admission();
  }

  private Configuration configured(Optional<Configuration> before) {
    Configuration configuration =
        Configuration.of(
            Settings.of(ChannelSettingsTest.config(values)),
            VendorJars.open(Optional.empty()),
            before);
    configuration.channels().forEach(channel -> Configuration.close(channel.opened()));
    return configuration;
  }

  private void assertError(String... words) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(this::configured)
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3same"));
  }

  @Test
  void servesNothingUnlessItIsSwitchedOn() {
    with("door.winic-http.plain-http", "allowed");
    assertThat(configured().doors()).isEmpty();
  }

  @Test
  void refusesPlainHttpAndSecretsInAddressesByDefault() {
    with("door.winic-http.served", "true");
    assertThat(configured().doors())
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.door().name()).isEqualTo("winic-http");
              assertThat(open.secrets().overPlainHttp()).isFalse();
              assertThat(open.secrets().inUrl()).isFalse();
              assertThat(open.maxWait()).isEqualTo(Duration.ofSeconds(10));
              assertThat(open.repeats()).isEqualTo(OpenDoor.Repeats.NONE);
              assertThat(open.acknowledgement()).isEqualTo(OpenDoor.Acknowledgement.BY_NEXT_POLL);
            });
  }

  @Test
  void readsAllSettings() {
    with("door.winic-asmx.served", "true");
    with("door.winic-asmx.public-address", "https://sms.example");
    with("door.winic-asmx.plain-http", "allowed");
    with("door.winic-asmx.secrets-in-url", "allowed");
    with("door.winic-asmx.wait", "5");
    with("door.winic-asmx.repeat-window", "PT30M");
    with("door.winic-asmx.acknowledged", "none");
    with("door.winic-asmx.acknowledge-pause", "3");
    OpenDoor open = configured().doors().get(0);
    assertThat(open.publicAddress()).contains("https://sms.example");
    assertThat(open.secrets().overPlainHttp()).isTrue();
    assertThat(open.secrets().inUrl()).isTrue();
    assertThat(open.maxWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(open.repeats().window()).contains(Duration.ofMinutes(30));
    assertThat(open.acknowledgement()).isEqualTo(OpenDoor.Acknowledgement.BY_CONSUMER);
    assertThat(open.acknowledgePause()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({
    "door.nobody.served, true, winic-asmx",
    "door.winic-http.served, yes, true",
    "door.winic-http.wait, 26, 25",
    "door.winic-http.acknowledged, always, next-poll",
    "door.winic-http.open, true, served",
    "door.winic-http.client-id, request-id, give messages no ids",
    "door.winnerlook.client-id, uuid, request-id",
    "door.winic-http.hosts, 'a.example,,b', host names",
    "door.winic-http.hosts, a.example:8009, host names",
    "door.winic-http.listen, http://service.example:8009, numeric",
    "door.winic-http.listen, http://127.0.0.1:70000, numeric",
    "door.winic-http.listen, https://127.0.0.1:8443, yizhan.server.certificate-file",
    "consumer.shop.login.winic-http.call-key, 40BD0015, no client of it encrypts",
    "consumer.shop.login.winnerlook.call-key, 40bd0015, 8 hexadecimal digits",
    "consumer.shop.login.winic-http.push.address, https://shop.example/, this vendor does not push",
    "consumer.shop.login.winic-http.user, u, password",
    "consumer.shop.login.winic-http.password, s3same, user",
    "consumer.shop.login.nobody.user, u, login.winic-http.user",
    "consumer.shop.login.winic-http.account, nobody, must be one of [winic]",
    "consumer.shop.login.winic-http.password-changes, allowed, change no passwords",
    "consumer.shop.login.winic-asmx.password-changes, allowed, account",
    "door.winic-http.registration-account, winic, register no accounts",
    "door.winic-asmx.registration-account, nobody, must be one of [winic]",
    "door.winic-asmx.registration-account, winic, registration-from",
    "door.winic-asmx.registration-from, 192.0.2.0/24, registration-account"
  })
  void saysWhatIsWrong(String key, String value, String word) {
    with(key, value);
    assertError("yizhan." + key.replaceFirst("\\.[^.]*$", ""), word);
  }

  @Test
  void readsTheFrontDoorsOwnAddresses() {
    with("door.winic-http.served", "true");
    with("door.winic-http.hosts", "service.winic.example, SMS.example");
    with("door.winic-http.listen", "http://0.0.0.0:8009,http://[::1]:8010/");
    DoorAddresses addresses = configured(Optional.empty()).server().doors().get(0);
    assertThat(addresses.door()).isEqualTo("winic-http");
    assertThat(addresses.hosts()).containsExactlyInAnyOrder("service.winic.example", "sms.example");
    assertThat(addresses.listeners())
        .extracting(each -> each.address().getHostAddress() + " " + each.port())
        .containsExactly("0.0.0.0 8009", "0:0:0:0:0:0:0:1 8010");
  }

  @Test
  void givesNoAddressToTwoFrontDoors() {
    for (String door : List.of("winic-http", "winic-asmx")) {
      with("door." + door + ".served", "true");
      with("door." + door + ".hosts", "sms.example");
      with("door." + door + ".listen", "http://127.0.0.1:8009");
    }
    assertError("hosts", "sms.example");
    assertError("listen", "8009");
  }

  @Test
  void takesTheClientsOwnIdForTheRequestId() {
    with("door.winnerlook.served", "true");
    with("door.winnerlook.client-id", "request-id");
    assertThat(configured().doors().get(0).repeats())
        .isEqualTo(new OpenDoor.Repeats(Optional.empty(), true));
  }

  @Test
  void makesTheKeyOfEncryptedCallsFromThePasswordOrTakesIt() {
    with("consumer.shop.login.winnerlook.user", "u");
    with("consumer.shop.login.winnerlook.password", "123");
    assertThat(configured().logins().get(0).secret().callKey()).contains("40BD0015");
    with("consumer.shop.login.winnerlook.call-key", "0123ABCD");
    DoorLogin given = configured().logins().get(0);
    assertThat(given.secret().callKey()).contains("0123ABCD");
    assertThat(given.toString()).doesNotContain("0123ABCD");
    assertThat(given.secret().toString()).doesNotContain("0123ABCD");
  }

  @Test
  void takesThePasswordOfAnAccount() {
    with("consumer.shop.login.winic-asmx.user", "u");
    with("consumer.shop.login.winic-asmx.account", "winic");
    Configuration first = configured(Optional.empty());
    DoorLogin login = first.admission().logins().get(0);
    assertThat(login.secret().hash().matches("s3same")).isTrue();
    assertThat(login.changeableAccount()).isEmpty();
    first.channels().get(0).connection().prepare("changed").run();
    assertThat(login.secret().hash().matches("s3same")).isFalse();
    assertThat(login.secret().hash().matches("changed")).isTrue();
    with("consumer.shop.login.winic-asmx.password-changes", "allowed");
    DoorLogin again = configured(Optional.of(first)).admission().logins().get(0);
    assertThat(again.secret()).isSameAs(login.secret());
    assertThat(again.changeableAccount()).contains("winic");
    with("consumer.shop.login.winic-asmx.password", "s3same");
    assertError("login.winic-asmx.password", "exclude each other");
  }

  @Test
  void makesTheKeyOfEncryptedCallsFromThePasswordOfTheAccount() {
    with("channel.winic.password", "123");
    with("consumer.shop.login.winnerlook.user", "u");
    with("consumer.shop.login.winnerlook.account", "winic");
    assertThat(configured().logins().get(0).secret().callKey()).contains("40BD0015");
  }

  @Test
  void readsWhoMayRegisterAccounts() {
    with("door.winic-asmx.served", "true");
    with("door.winic-asmx.registration-account", "winic");
    with("door.winic-asmx.registration-from", "192.0.2.0/24");
    OpenDoor.Registration registration = configured().doors().get(0).registration().orElseThrow();
    assertThat(registration.account()).isEqualTo("winic");
    assertThat(registration.from().contains("192.0.2.9")).isTrue();
    assertThat(registration.from().contains("192.0.3.9")).isFalse();
  }

  private void pushed() {
    with("consumer.shop.login.winnerlook.user", "u");
    with("consumer.shop.login.winnerlook.password", "s3same");
    with("consumer.shop.login.winnerlook.push.address", "https://shop.example/push");
  }

  @Test
  void readsWhereALoginIsPushedTo() {
    pushed();
    with("consumer.shop.login.winnerlook.push.max-records", "7");
    assertThat(configured().callbacks())
        .singleElement()
        .satisfies(
            push -> {
              assertThat(push.target().post().address())
                  .isEqualTo(URI.create("https://shop.example/push"));
              assertThat(push.target().answerTimeout()).isEqualTo(Duration.ofSeconds(20));
            });
    try (CallbackHttp http = CallbackHttp.open(Duration.ofSeconds(1))) {
      Callback callback = configured().callbacks().get(0).over(http, Clock.systemUTC());
      Reader login = Reader.login("winnerlook/u");
      assertThat(callback.id()).isEqualTo(new Callback.Id("shop", login));
      assertThat(callback.position()).isEqualTo(login);
      assertThat(callback.maxRecords()).isEqualTo(7);
      with("consumer.shop.owning-reader", "default");
      assertThat(configured().callbacks().get(0).over(http, Clock.systemUTC()).position())
          .isEqualTo(Reader.DEFAULT);
    }
  }

  @Test
  void refusesAPushOverPlainHttpUnlessItIsAllowed() {
    pushed();
    with("consumer.shop.login.winnerlook.push.address", "http://shop.example/push");
    assertError("push.address", "https://, unless login.winnerlook.push.plain-http is true");
    with("consumer.shop.login.winnerlook.push.plain-http", "true");
    assertThat(configured().callbacks()).hasSize(1);
  }

  @Test
  void refusesSettingsOfAPushWithoutItsAddress() {
    pushed();
    values.remove("yizhan.consumer.shop.login.winnerlook.push.address");
    with("consumer.shop.login.winnerlook.push.max-records", "7");
    assertError("push.max-records", "needs login.winnerlook.push.address");
  }

  @Test
  void readsLoginsAtDifferentDoors() {
    with("consumer.shop.login.winic-http.user", "老用户");
    with("consumer.shop.login.winic-http.password", "s3same");
    with("consumer.shop.login.winic-http.balance-channel", "winic");
    with("consumer.shop.login.linkws.user", "LK");
    with("consumer.shop.login.linkws.password", "s3same");
    Map<String, DoorLogin> logins = new HashMap<>();
    configured().logins().forEach(login -> logins.put(login.door(), login));
    assertThat(logins).containsOnlyKeys("winic-http", "linkws");
    assertThat(logins.get("winic-http").user()).isEqualTo("老用户");
    assertThat(logins.get("winic-http").secret().hash().matches("s3same")).isTrue();
    assertThat(logins.get("winic-http").balanceChannel()).contains("winic");
    assertThat(logins.get("winic-http").consumer().name()).isEqualTo("shop");
    // What the vendor's clients send in place of the password.
    assertThat(logins.get("linkws").secret().hash().matches("s3same")).isFalse();
    assertThat(
            logins.get("linkws").secret().hash().matches(dev.yizhan.codec.WeakHash.md5("s3same")))
        .isTrue();
  }

  @Test
  void refusesOneUserNameOfTwoConsumersAtOneDoor() {
    for (String consumer : List.of("shop", "bank")) {
      with("consumer." + consumer + ".login.winic-http.user", "u");
      with("consumer." + consumer + ".login.winic-http.password", "s3same");
    }
    assertError("login.winic-http.user", "another consumer's");
  }

  @Test
  void refusesABalanceOfAChannelThatIsNotThere() {
    with("consumer.shop.login.winic-http.user", "u");
    with("consumer.shop.login.winic-http.password", "s3same");
    with("consumer.shop.login.winic-http.balance-channel", "nobody");
    assertError("login.winic-http.balance-channel", "winic");
  }

  /** A new salt would forget who is verified. */
  @Test
  void keepsTheHashOfAPasswordThatHasNotChanged() {
    with("consumer.shop.login.winic-http.user", "u");
    with("consumer.shop.login.winic-http.password", "s3same");
    Configuration before = configured(Optional.empty());
    assertThat(configured(Optional.of(before)).admission().logins().get(0).secret().hash())
        .isEqualTo(before.admission().logins().get(0).secret().hash());
  }
}
