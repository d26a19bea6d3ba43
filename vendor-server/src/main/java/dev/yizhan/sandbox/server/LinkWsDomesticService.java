package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What LinkWS's domestic interface is served from. */
public interface LinkWsDomesticService {

  /**
   * Submits a message.
   *
   * @return an id above 0, or a code
   */
  CompletionStage<Answer<String>> send(Login login, Sending sending);

  /**
   * Fetches inbound messages; a destructive read.
   *
   * @return at most 50, or a code
   */
  Answer<List<LinkWsDomesticInbox.Reply>> replies(Login login);

  /**
   * Fetches delivery reports; a destructive read.
   *
   * @return the reports, or a code
   */
  Answer<List<LinkWsDomesticInbox.Report>> reports(Login login);

  /** {@return the balance in messages, or a code} */
  Answer<BigDecimal> balance(Login login);
}
