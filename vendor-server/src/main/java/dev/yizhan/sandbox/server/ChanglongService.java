package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What changlong's pages are served from. */
public interface ChanglongService {

  /**
   * Submits a message.
   *
   * @return how many numbers were accepted and refused, or a code
   */
  CompletionStage<Answer<Changlong.Sent>> send(Login login, Sending sending);

  /**
   * Fetches delivery reports; a destructive read.
   *
   * @return at most 100, or a code
   */
  Answer<List<ChanglongInbox.Report>> reports(Login login);

  /**
   * Fetches inbound messages; a destructive read.
   *
   * @return at most 50, or a code
   */
  Answer<List<ChanglongInbox.Reply>> replies(Login login);

  /** {@return the balance in messages, or a code} */
  Answer<BigDecimal> balance(Login login);
}
