package dev.yizhan.gateway.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Done;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed passwords, with a vendor whose answers get lost and a real store. */
class PasswordsTest {

  private static final String OLD_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String NEW_KEY = "HxwdHhsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private GatewayStore store;
  private String atTheVendor = "first";
  private VendorConnection connection;
  private UnaryOperator<String> change = password -> password;
  private boolean isAnswered = true;

  private final class Vendor implements VendorClient {
    private final String password;

    Vendor(String password) {
      this.password = password;
    }

    @Override
    public Outcome<Balance> balance() {
      return password.equals(atTheVendor)
          ? new Outcome.Accepted<>(new Balance(BigDecimal.ONE, Balance.Unit.CNY))
          : new Outcome.Rejected<>(ResultCode.of(WinicCode.class, "-03"), Optional.empty());
    }

    @Override
    public Outcome<Done> changePassword(String other) {
      if (!password.equals(atTheVendor)) {
        return new Outcome.Rejected<>(ResultCode.of(WinicCode.class, "-03"), Optional.empty());
      }
      atTheVendor = change.apply(other);
      return isAnswered ? new Outcome.Accepted<>(Done.DONE) : new Outcome.Unknown<>("lost");
    }

    @Override
    public Abilities abilities() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Plan plan(Message message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Sent> send(VendorCall call) {
      throw new UnsupportedOperationException();
    }
  }

  private Map<String, AccountLogin> logins(String configured) {
    connection =
        VendorConnection.open(
            request -> {
              throw new AssertionError("no poll");
            },
            Vendor::new,
            configured);
    return Map.of("winic", new AccountLogin(configured, connection, List.of(connection)));
  }

  private String used() {
    return ((Vendor) connection.client()).password;
  }

  private Passwords passwords(String configured) {
    Passwords passwords = new Passwords(logins(configured), store.passwords(), clock);
    passwords.refresh();
    return passwords;
  }

  private void open(String keys) {
    store = GatewayStore.embedded(directory, KeyRing.parse(keys), clock);
  }

  @BeforeEach
  void open() {
    open(OLD_KEY);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Channels after a reload start with the configured password and switch to the current one. */
  @Test
  void isAppliedToReloadedConfiguration() {
    Passwords passwords = passwords("first");
    passwords.change("winic", "second");
    passwords.replace(logins("first"));
    assertThat(used()).isEqualTo("second");
    passwords.replace(logins("third"));
    passwords.refresh();
    assertThat(used()).as("nothing but the configured one").isEqualTo("third");
    atTheVendor = "third";
    passwords.change("winic", "fourth");
    assertThat(used()).isEqualTo("fourth");
    passwords.replace(Map.of());
    passwords.refresh();
    assertThat(passwords.unsettled()).isEmpty();
  }

  @Test
  void isStoredUntilTheConfiguredPasswordChanges() {
    passwords("first").change("winic", "second");
    assertThat(used()).isEqualTo("second");
    assertThat(atTheVendor).isEqualTo("second");
    store.close();
    open();
    Passwords unused = passwords("first");
    assertThat(used()).isEqualTo("second");
    Passwords others = passwords("third");
    assertThat(used()).as("nothing but the configured one").isEqualTo("third");
    assertThat(others.unsettled()).isEmpty();
  }

  @Test
  void isReadableAfterTheKeyIsReplaced() {
    passwords("first").change("winic", "second");
    store.close();
    open(NEW_KEY + " " + OLD_KEY);
    Passwords renewing = passwords("first");
    renewing.start(Duration.ofHours(1));
    renewing.close();
    Passwords unused = passwords("first");
    assertThat(used()).isEqualTo("second");
  }

  @Test
  void detectsAtOnceThatTheNewPasswordIsValid() {
    isAnswered = false;
    passwords("first").change("winic", "second");
    assertThat(used()).isEqualTo("second");
  }

  @Test
  void detectsLaterThatTheOldPasswordIsValid() {
    isAnswered = false;
    change = password -> atTheVendor;
    Passwords passwords = passwords("first");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> passwords.change("winic", "second"))
        .matches(e -> e.code() == FaultCode.VENDOR_IN_DOUBT);
    assertThat(passwords.unsettled()).hasSize(1);
    passwords.refresh();
    assertThat(passwords.unsettled()).hasSize(1);
    clock.pass(Duration.ofMinutes(6));
    passwords.refresh();
    assertThat(passwords.unsettled()).isEmpty();
    isAnswered = true;
    change = password -> password;
    passwords.change("winic", "third");
    assertThat(used()).isEqualTo("third");
  }

  @Test
  void detectsAChangeThatTheVendorAppliedLate() {
    isAnswered = false;
    change = password -> atTheVendor;
    Passwords passwords = passwords("first");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> passwords.change("winic", "second"));
    // The vendor applied the change late.
    atTheVendor = "second";
    clock.pass(Duration.ofMinutes(6));
    // Another node finds out.
    Passwords other = passwords("first");
    assertThat(other.unsettled()).isEmpty();
    assertThat(used()).isEqualTo("second");
  }

  @Test
  void lateConfirmationDoesNotOverwriteANewerPassword() {
    isAnswered = false;
    change = password -> atTheVendor;
    Passwords passwords = passwords("first");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> passwords.change("winic", "second"));
    PasswordStore.StoredPassword seenByAnother = passwords.unsettled().get(0);
    clock.pass(Duration.ofMinutes(6));
    isAnswered = true;
    change = password -> password;
    passwords.refresh();
    passwords.change("winic", "third");
    assertThat(store.passwords().settle(seenByAnother, true, clock.instant())).isFalse();
    passwords.refresh();
    assertThat(used()).isEqualTo("third");
  }

  @Test
  void isUnchangedIfTheVendorRejectsTheChange() {
    atTheVendor = "another";
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> passwords("first").change("winic", "second"))
        .matches(e -> e.code() == FaultCode.VENDOR_REFUSED);
    assertThat(passwords("first").unsettled()).isEmpty();
    assertThat(used()).isEqualTo("first");
  }
}
