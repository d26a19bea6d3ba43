package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import java.math.BigDecimal;

/** What stands behind LinkWS. */
public interface LinkWsService {

  /**
   * Takes a message.
   *
   * @param login who sends; the password as MD5
   * @param sending what
   * @return an integer above 0, or a code
   */
  Answer<String> send(Login login, Sending sending);

  /**
   * Tells the balance.
   *
   * @param login whose; the password as MD5
   * @return messages, or a code
   */
  Answer<BigDecimal> balance(Login login);
}
