package dev.yizhan.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.inbox.Account;
import dev.yizhan.gateway.core.inbox.Kind;
import dev.yizhan.gateway.core.inbox.Pace;
import dev.yizhan.gateway.push.PushEndpoint;
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

  private record Made(List<Account> accounts, List<PushEndpoint> doors) {}

  private Made made() {
    Settings settings = Settings.of(ChannelSettingsTest.config(values));
    ChannelSettings channels = new ChannelSettings(settings);
    AccountSettings accounts = new AccountSettings(settings, Set.of("shop", "bank"));
    try {
      List<Account> made = accounts.accounts(channels.channels());
      settings.check();
      return new Made(made, accounts.doors());
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

  private void assertMistake(String... words) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(this::made)
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN).doesNotContain("s3same"));
  }

  @Test
  void makesAnAccountOfEachChannelThatNamesNone() {
    Account account = channel("a", "changlong", "u").made().accounts().get(0);
    assertThat(account.name()).isEqualTo("a");
    assertThat(account.channels()).containsExactly("a");
    assertThat(account.asked()).containsExactlyInAnyOrder(Kind.REPORTS, Kind.REPLIES);
    assertThat(account.pace()).isEqualTo(new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(account.ownership().owner()).isEmpty();
  }

  @Test
  void takesEverySetting() {
    Made made =
        channel("http", "winnerlook", "u")
            .channel("soap", "winnerlook", "u")
            .with("channel.http.account", "w")
            .with("channel.soap.account", "w")
            .with("account.w.owner", "shop")
            .with("account.w.extensions", "01=shop, 0177 = bank")
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
            .made();
    Account account = made.accounts().get(0);
    assertThat(made.accounts()).hasSize(1);
    assertThat(account.channels()).containsExactly("http", "soap");
    assertThat(account.asked()).containsExactly(Kind.REPLIES);
    assertThat(account.pace()).isEqualTo(new Pace(Duration.ofMillis(500), Duration.ofSeconds(7)));
    assertThat(account.ownership().owner()).hasValue("shop");
    assertThat(account.ownership().of("10690177")).hasValue("bank");
    assertThat(account.ownership().of("106901")).hasValue("shop");
    assertThat(account.ownership().of("1069")).isEmpty();
    assertThat(account.silentAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(account.lowBalance().map(Object::toString)).isEqualTo(Optional.of("12.5"));
    assertThat(account.balanceEvery()).isEqualTo(Duration.ofSeconds(90));
    PushEndpoint door = made.doors().get(0);
    assertThat(door.account()).isEqualTo("w");
    assertThat(door.vendorNames()).containsExactlyInAnyOrder("u", "sub1", "sub2");
    assertThat(door.answer()).isEqualTo("ok");
    assertThat(door.toString()).doesNotContainIgnoringCase(TOKEN);
  }

  @Test
  void asksNothingWhereTheVendorPushesUnlessToldTo() {
    Account account =
        channel("w", "winnerlook", "u")
            .with("account.w.push-token", TOKEN)
            .with("account.w.push-addresses", "127.0.0.1")
            .made()
            .accounts()
            .get(0);
    assertThat(account.asked()).isEmpty();
  }

  @Test
  void asksNothingOfAVendorThatHasNothing() {
    assertThat(channel("l", "linkws", "u").made().accounts().get(0).asked()).isEmpty();
  }

  @Test
  void asksWinicOverTheServiceThatHasReports() {
    Made made =
        channel("a-http", "winic-http", "u")
            .channel("b-asmx", "winic-asmx", "u")
            .with("channel.a-http.account", "winic")
            .with("channel.b-asmx.account", "winic")
            .made();
    assertThat(made.accounts()).hasSize(1);
    assertThat(made.accounts().get(0).asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"winic-http, winic-asmx", "winnerlook, winnerlook", "changlong, changlong"})
  void refusesOneUserInTwoAccounts(String one, String other) {
    channel("a", one, "u").channel("b", other, "u").assertMistake("yizhan.channel.b.account", "a");
  }

  @Test
  void refusesTwoUsersOrVendorsInOneAccount() {
    channel("a", "changlong", "u")
        .channel("b", "winnerlook", "u")
        .with("channel.a.account", "x")
        .with("channel.b.account", "x")
        .assertMistake("yizhan.account.x", "one user at one vendor");
  }

  @ParameterizedTest
  @CsvSource({
    "owner, nobody",
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
        .assertMistake("yizhan.account.a." + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "127.0.0.1/33", "1.2.3", "", "::1/129"})
  void takesAddressesOnly(String addresses) {
    channel("a", "winnerlook", "u")
        .with("account.a.push-token", TOKEN)
        .with("account.a.push-addresses", addresses)
        .assertMistake("yizhan.account.a.push-addresses");
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
        .assertMistake("yizhan.account.b.push-token", "yizhan.account.c.push-token");
  }

  @Test
  void refusesAnAccountWithoutAChannel() {
    channel("a", "changlong", "u")
        .with("account.b.owner", "shop")
        .assertMistake("yizhan.account.b", "no channel");
  }

  @Test
  void refusesToAskForWhatTheVendorDoesNotHave() {
    channel("l", "linkws", "u")
        .with("account.l.poll", "reports")
        .assertMistake("yizhan.account.l.poll", "linkws");
  }
}
