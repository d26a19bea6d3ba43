package dev.yizhan.gateway.door;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.core.account.AccountActions;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.ClientConnection;
import dev.yizhan.gateway.security.DoorLogin;
import dev.yizhan.http.Credentials;
import dev.yizhan.sandbox.server.NewAccount;
import java.util.Optional;

/** Changes of vendors' accounts by callers at front doors, where the configuration allows them. */
public record DoorAccounts(AccountActions actions) {

  /**
   * Changes the password of the login's account.
   *
   * @return the vendor's code if it refuses the change
   */
  Optional<String> changePassword(DoorLogin login, String password) {
    String account =
        login
            .changeableAccount()
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.NOT_AVAILABLE,
                        "This login may not change a password (setting: password-changes)"));
    if (password.isEmpty()) {
      throw GatewayException.of(FaultCode.INVALID_REQUEST, "The new password is empty");
    }
    return refusal(() -> actions.changePassword(account, password, login.consumer().name()));
  }

  /**
   * Registers an account.
   *
   * @return the vendor's code if it refuses the account
   */
  Optional<String> register(OpenDoor open, ClientConnection client, NewAccount account) {
    OpenDoor.Registration allowed =
        open.registration()
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.NOT_AVAILABLE,
                        "No account is registered here (setting: registration-account)"));
    if (!allowed.from().contains(client.address())) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "No account may be registered from this address (setting: registration-from)");
    }
    if (account.login().user().isEmpty() || account.login().password().isEmpty()) {
      throw GatewayException.of(FaultCode.INVALID_REQUEST, "The user or the password is missing");
    }
    return refusal(
        () ->
            actions.register(
                allowed.account(),
                new dev.yizhan.vendor.NewAccount(
                    new Credentials(account.login().user(), account.login().password()),
                    account.agent(),
                    account.company(),
                    account.contact(),
                    account.mobile()),
                "door " + open.name()));
  }

  private static Optional<String> refusal(Runnable action) {
    try {
      action.run();
      return Optional.empty();
    } catch (GatewayException e) {
      return Optional.of(e.vendorCode().map(ResultCode::code).orElseThrow(() -> e));
    }
  }
}
