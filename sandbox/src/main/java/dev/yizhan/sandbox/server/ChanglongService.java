package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Changlong;
import dev.yizhan.codec.ChanglongInbox;
import java.math.BigDecimal;
import java.util.List;

/** What stands behind changlong's pages. */
public interface ChanglongService {

  /**
   * Takes a message.
   *
   * @param login who sends
   * @param sending what
   * @return how many numbers were taken, or a code
   */
  Answer<Changlong.Sent> send(Login login, Sending sending);

  /**
   * Hands out reports, once.
   *
   * @param login whose
   * @return at most 100, or a code
   */
  Answer<List<ChanglongInbox.Report>> reports(Login login);

  /**
   * Hands out replies, once.
   *
   * @param login whose
   * @return at most 50, or a code
   */
  Answer<List<ChanglongInbox.Reply>> replies(Login login);

  /**
   * Tells the balance.
   *
   * @param login whose
   * @return messages, or a code
   */
  Answer<BigDecimal> balance(Login login);
}
