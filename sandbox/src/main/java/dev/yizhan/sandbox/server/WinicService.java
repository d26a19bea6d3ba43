package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Winic;
import java.math.BigDecimal;

/** What stands behind winic's two services. */
public interface WinicService {

  /**
   * Takes a message.
   *
   * @param login who sends
   * @param sending what
   * @return five parts, also on failure
   */
  Winic.HttpSend send(Login login, Sending sending);

  /**
   * Takes a message to numbers outside China.
   *
   * @param login who sends
   * @param sending what; numbers with their country code, without {@code +}
   * @return five parts, also on failure
   */
  Winic.HttpSend sendAbroad(Login login, Sending sending);

  /**
   * Tells the balance.
   *
   * @param login whose
   * @return yuan, or a code
   */
  Answer<BigDecimal> balance(Login login);

  /**
   * Tells all of an account.
   *
   * @param login whose
   * @return the account, or a code
   */
  Answer<Winic.Account> account(Login login);
}
