package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.record.Readers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Logins at front doors are held to what their consumers are at {@code /sms}. */
class DoorAuthenticationTest {

  // Python's hashlib.pbkdf2_hmac of "right", and of "next".
  private static final PasswordHash RIGHT =
      PasswordHashes.parse(
          "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=");
  private static final PasswordHash NEXT =
      PasswordHashes.parse(
          "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$RJOmZIiSGTLCoUgw4vZsY2IUFxFwyOSzltqYKSDjrlk=");
  private static final ClientConnection OFFICE = new ClientConnection("192.0.2.1", true);
  private static final ClientConnection ELSEWHERE = new ClientConnection("198.51.100.1", true);
  private static final int RATE = 3;

  private static final Consumer SHOP =
      new Consumer(
          "shop",
          Consumer.Role.CONSUMER,
          Set.of(),
          Optional.of(Networks.of("192.0.2.0/24")),
          OptionalInt.of(RATE),
          Sender.unlimited("shop"),
          Readers.INDEPENDENT,
          false);

  private final Authenticator authenticator =
      new Authenticator(
          new ConsumerDirectory(
              List.of(new ConsumerDirectory.Entry(SHOP, NEXT)),
              List.of(
                  new DoorLogin(
                      "winic-http",
                      "demo",
                      SHOP,
                      new LoginSecret.Fixed(RIGHT, Optional.empty()),
                      Optional.empty(),
                      Optional.empty()))),
          new ManualTicker(),
          new HandClock());

  private String at(String door, String user, String password, ClientConnection client) {
    try {
      return authenticator
          .authenticate(door, new Credentials(user, password), client)
          .consumer()
          .name();
    } catch (GatewayException e) {
      return e.code().name();
    }
  }

  private String atSms(String name, String password) {
    try {
      return authenticator
          .authenticate(Optional.of(new Credentials(name, password)), OFFICE)
          .name();
    } catch (GatewayException e) {
      return e.code().name();
    }
  }

  @Test
  void knowsALoginAtItsOwnDoorOnly() {
    String refused = FaultCode.NOT_AUTHENTICATED.name();
    assertThat(at("winic-http", "demo", "right", OFFICE)).isEqualTo("shop");
    assertThat(at("winic-asmx", "demo", "right", OFFICE)).isEqualTo(refused);
    assertThat(at("winic-http", "demo", "wrong", OFFICE)).isEqualTo(refused);
    assertThat(at("winic-http", "nobody", "right", OFFICE)).isEqualTo(refused);
  }

  @Test
  void keepsDoorsAndServicesApart() {
    String refused = FaultCode.NOT_AUTHENTICATED.name();
    assertThat(atSms("demo", "right")).isEqualTo(refused);
    assertThat(atSms("winic-http demo", "right")).isEqualTo(refused);
    assertThat(at("winic-http", "shop", "next", OFFICE)).isEqualTo(refused);
    assertThat(atSms("shop", "next")).isEqualTo("shop");
  }

  @Test
  void refusesALoginFromAnotherAddress() {
    assertThat(at("winic-http", "demo", "right", ELSEWHERE))
        .isEqualTo(FaultCode.NOT_AUTHENTICATED.name());
  }

  @Test
  void countsCallsAtDoorsAndServicesTogether() {
    assertThat(atSms("shop", "next")).isEqualTo("shop");
    assertThat(at("winic-http", "demo", "right", OFFICE)).isEqualTo("shop");
    assertThat(atSms("shop", "next")).isEqualTo("shop");
    assertThat(at("winic-http", "demo", "right", OFFICE)).isEqualTo(FaultCode.RATE_EXCEEDED.name());
  }

  @Test
  void delaysGuessesAtAPassword() {
    IntStream.range(0, 3).forEach(i -> at("winic-http", "demo", "guess" + i, OFFICE));
    assertThat(at("winic-http", "demo", "right", OFFICE))
        .isEqualTo(FaultCode.NOT_AUTHENTICATED.name());
  }
}
