package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import java.math.BigDecimal;
import java.util.concurrent.CompletionStage;

/** What LinkWS is served from. */
public interface LinkWsService {

  /**
   * Submits a message.
   *
   * @param login with the MD5 of the password in hexadecimal, in any case
   * @return an id above 0, or a code
   */
  CompletionStage<Answer<String>> send(Login login, Sending sending);

  /**
   * The balance.
   *
   * @param login with the MD5 of the password in hexadecimal, in any case
   * @return messages, or a code
   */
  Answer<BigDecimal> balance(Login login);
}
