package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.WinnerlookInbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What stands behind winnerlook's trigger service. */
public interface WinnerlookService {

  /**
   * Takes a message.
   *
   * @param login who sends
   * @param sending what
   * @return a batch id, or a code
   */
  Answer<String> send(Login login, Sending sending);

  /**
   * Takes messages under one batch id.
   *
   * @param login who sends
   * @param sendings each with one number
   * @return a batch id, or a code
   */
  Answer<String> sendAll(Login login, List<Sending> sendings);

  /**
   * Tells the balance.
   *
   * @param login whose
   * @return it, or a code
   */
  Answer<BigDecimal> balance(Login login);

  /**
   * Hands out reports, once.
   *
   * @param login whose
   * @return at most 500 with their times, or a code
   */
  Answer<List<WinnerlookInbox.Report>> reports(Login login);

  /**
   * Hands out replies, once.
   *
   * @param login whose
   * @return the replies with the number that they came to, or a code
   */
  Answer<List<WinnerlookInbox.Reply>> replies(Login login);

  /**
   * What decrypts an account's requests.
   *
   * @param user the account
   * @return the encryption, where there is such an account
   */
  Optional<SubmitInfo> encryption(String user);
}
