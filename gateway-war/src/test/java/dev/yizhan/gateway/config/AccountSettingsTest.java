package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.push.PushEndpoint;
import dev.yizhan.vendor.Vendors;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSettingsTest {

  private static final String TOKEN = "0123456789abcdef0123456789ABCDEF";

  private final Map<String, String> values = new HashMap<>();

  private AccountSettingsTest with(String key, String value) {
    values.put("yizhan." + key, value);
    return this;
  }

  private AccountSettingsTest channel(String name, String vendor, String user) {
    return with("channel." + name + ".vendor", vendor)
        .with("channel." + name + ".address", "http://192.0.2.1")
        .with("channel." + name + ".user", user)
        .with("channel." + name + ".password", "s3same");
  }

  private record Configured(List<Account> accounts, List<PushEndpoint> pushEndpoints) {}

  private Configured configured() {
    Settings settings = Settings.of(ChannelSettingsTest.config(values));
    ChannelSettings channels = new ChannelSettings(settings, Vendors.installed());
    AccountSettings accounts = new AccountSettings(settings, Set.of("shop", "bank"));
    try {
      List<Account> made = accounts.accounts(channels.channels());
      settings.check();
      return new Configured(made, accounts.pushEndpoints());
    } finally {
      channels
          .opened()
          .forEach(
              opened -> {
                try {
                  opened.close();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
    }
  }

  private void assertError(String... words) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(this::configured)
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN).doesNotContain("s3same"));
  }

  @Test
  void makesAnAccountOfEachChannelThatNamesNone() {
    Account account = channel("a", "changlong", "u").configured().accounts().get(0);
    assertThat(account.name()).isEqualTo("a");
    assertThat(account.channels()).containsExactly("a");
    assertThat(account.polling().kinds())
        .containsExactlyInAnyOrder(RecordKind.REPORTS, RecordKind.REPLIES);
    assertThat(account.polling().pace())
        .isEqualTo(new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(account.ownership().owner()).isEmpty();
    assertThat(account.sharing()).isEqualTo(Sharing.EXCLUSIVE);
  }

  @Test
  void takesEverySetting() {
    Configured configured =
        channel("http", "winnerlook", "u")
            .channel("soap", "winnerlook", "u")
            .with("channel.http.account", "w")
            .with("channel.soap.account", "w")
            .with("account.w.owner", "shop")
            .with("account.w.extensions", "01=shop, 0177 = bank")
            .with("account.w.shared", "true")
            .with("account.w.poll", "replies")
            .with("account.w.poll-channel", "soap")
            .with("account.w.poll-least", "PT0.5S")
            .with("account.w.poll-longest", "7")
            .with("account.w.silent-after", "60")
            .with("account.w.low-balance", "12.5")
            .with("account.w.balance-every", "90")
            .with("account.w.push-token", TOKEN)
            .with("account.w.push-addresses", "118.178.116.0/24, ::1")
            .with("account.w.push-accounts", "sub1, sub2")
            .with("account.w.push-answer", "ok")
            .configured();
    Account account = configured.accounts().get(0);
    assertThat(configured.accounts()).hasSize(1);
    assertThat(account.channels()).containsExactly("http", "soap");
    assertThat(account.polling().kinds()).containsExactly(RecordKind.REPLIES);
    assertThat(account.polling().pace())
        .isEqualTo(new Pace(Duration.ofMillis(500), Duration.ofSeconds(7)));
    assertThat(account.sharing()).isEqualTo(Sharing.SHARED);
    assertThat(account.ownership().owner()).hasValue("shop");
    assertThat(account.ownership().consumerFor("10690177")).hasValue("bank");
    assertThat(account.ownership().consumerFor("106901")).hasValue("shop");
    assertThat(account.ownership().consumerFor("1069")).isEmpty();
    assertThat(account.polling().silentAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(account.balanceWatch().low().map(Object::toString)).isEqualTo(Optional.of("12.5"));
    assertThat(account.balanceWatch().every()).isEqualTo(Duration.ofSeconds(90));
    PushEndpoint pushEndpoint = configured.pushEndpoints().get(0);
    assertThat(pushEndpoint.account()).isEqualTo("w");
    assertThat(pushEndpoint.format().vendorNames()).containsExactlyInAnyOrder("u", "sub1", "sub2");
    assertThat(pushEndpoint.answer()).isEqualTo("ok");
    assertThat(pushEndpoint.toString()).doesNotContainIgnoringCase(TOKEN);
  }

  @Test
  void pausesBetweenPollsAsLongAsTheVendorWantsUnlessToldOtherwise() {
    channel("a", "linkws-domestic", "u")
        .channel("b", "linkws-domestic", "v")
        .channel("c", "winnerlook", "w")
        .with("account.b.poll-least", "2");
    assertThat(configured().accounts())
        .extracting(account -> account.polling().pace())
        .containsExactly(
            new Pace(Duration.ofSeconds(30), Duration.ofSeconds(30)),
            new Pace(Duration.ofSeconds(2), Duration.ofSeconds(30)),
            Pace.DEFAULT);
  }

  @Test
  void asksNothingWhereTheVendorPushesUnlessToldTo() {
    Account account =
        channel("w", "winnerlook", "u")
            .with("account.w.push-token", TOKEN)
            .with("account.w.push-addresses", "127.0.0.1")
            .configured()
            .accounts()
            .get(0);
    assertThat(account.polling().kinds()).isEmpty();
  }

  @Test
  void asksNothingOfAVendorThatHasNothing() {
    assertThat(channel("l", "linkws", "u").configured().accounts().get(0).polling().kinds())
        .isEmpty();
  }

  @Test
  void asksWinicOverTheServiceThatHasReports() {
    Configured configured =
        channel("a-http", "winic-http", "u")
            .channel("b-asmx", "winic-asmx", "u")
            .with("channel.a-http.account", "winic")
            .with("channel.b-asmx.account", "winic")
            .configured();
    assertThat(configured.accounts()).hasSize(1);
    assertThat(configured.accounts().get(0).polling().kinds()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"winic-http, winic-asmx", "winnerlook, winnerlook", "changlong, changlong"})
  void refusesOneUserInTwoAccounts(String one, String other) {
    channel("a", one, "u").channel("b", other, "u").assertError("yizhan.channel.b.account", "a");
  }

  @Test
  void refusesTwoUsersOrVendorsInOneAccount() {
    channel("a", "changlong", "u")
        .channel("b", "winnerlook", "u")
        .with("channel.a.account", "x")
        .with("channel.b.account", "x")
        .assertError("yizhan.account.x", "one user at one vendor");
  }

  @ParameterizedTest
  @CsvSource({
    "owner, nobody",
    "shared, yes",
    "extensions, 01",
    "extensions, x=shop",
    "extensions, 01=nobody",
    "poll, all",
    "poll-channel, b",
    "poll-least, 0",
    "poll-longest, 1",
    "silent-after, soon",
    "low-balance, little",
    "push-addresses, 127.0.0.1",
    "push-token, short"
  })
  void saysWhatIsWrong(String key, String value) {
    channel("a", "winnerlook", "u")
        .with("account.a." + key, value)
        .assertError("yizhan.account.a." + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "127.0.0.1/33", "1.2.3", "", "::1/129"})
  void takesAddressesOnly(String addresses) {
    channel("a", "winnerlook", "u")
        .with("account.a.push-token", TOKEN)
        .with("account.a.push-addresses", addresses)
        .assertError("yizhan.account.a.push-addresses");
  }

  @Test
  void refusesATokenTwiceAndForOthersThanWinnerlook() {
    channel("a", "winnerlook", "u")
        .channel("b", "winnerlook", "v")
        .channel("c", "changlong", "u")
        .with("account.a.push-token", TOKEN)
        .with("account.a.push-addresses", "127.0.0.1")
        .with("account.b.push-token", TOKEN.toLowerCase(java.util.Locale.ROOT))
        .with("account.b.push-addresses", "127.0.0.1")
        .with("account.c.push-token", TOKEN)
        .with("account.c.push-addresses", "127.0.0.1")
        .assertError("yizhan.account.b.push-token", "yizhan.account.c.push-token");
  }

  @Test
  void refusesAnAccountWithoutAChannel() {
    channel("a", "changlong", "u")
        .with("account.b.owner", "shop")
        .assertError("yizhan.account.b", "no channel");
  }

  @Test
  void refusesToAskForWhatTheVendorDoesNotHave() {
    channel("l", "linkws", "u")
        .with("account.l.poll", "reports")
        .assertError("yizhan.account.l.poll", "linkws");
  }
}
