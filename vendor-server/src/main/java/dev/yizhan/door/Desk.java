package dev.yizhan.door;

import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.NewAccount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where the calls to a door are dealt with: one for each request. Every method with a login checks
 * it first. Whether something was done that could not be confirmed is never told as a refusal: the
 * method fails then.
 */
public interface Desk {

  /**
   * Takes a message.
   *
   * @return ends when the message is stored durably; at a door without reports when its outcome is
   *     known, too, or the wait for it is over
   */
  CompletionStage<Result<Submitted>> send(Login login, Draft draft);

  /**
   * Finds what the clients of a user encrypt their calls with. Whoever has it is not authenticated
   * by it.
   *
   * @return a key that decrypts nothing if the user is unknown or has none
   */
  String callKey(String user);

  /** {@return what the caller has left} */
  Result<BigDecimal> balance(Login login);

  /**
   * Hands out the next delivery reports of messages that came by doors of this company.
   *
   * @param most at most
   */
  Result<List<DoorReport>> reports(Login login, int most);

  /**
   * Hands out the next inbound messages.
   *
   * @param most at most
   * @param to the number or extension that they must have been sent to; empty for all
   */
  Result<List<DoorReply>> replies(Login login, int most, Optional<String> to);

  /**
   * Changes the caller's password, and that of the account that it is of, where this is allowed.
   *
   * @param login with the old password
   * @param password the new one
   * @return empty if it was changed, or the code with which the account's vendor refused it
   */
  Result<Optional<String>> changePassword(Login login, String password);

  /**
   * Registers an account at the vendor, where this is allowed. No login is checked.
   *
   * @return empty if it was registered, or the code with which the vendor refused it
   */
  Result<Optional<String>> register(NewAccount account);
}
