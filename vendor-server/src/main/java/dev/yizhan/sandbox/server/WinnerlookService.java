package dev.yizhan.sandbox.server;

import dev.yizhan.codec.SubmitInfoKey;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.WinnerlookInbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What winnerlook's trigger service is served from. */
public interface WinnerlookService {

  /**
   * Submits a message.
   *
   * @return a batch id, or a code
   */
  CompletionStage<Answer<String>> send(Login login, Sending sending);

  /**
   * Submits messages under one batch id.
   *
   * @param sendings each with one number
   * @return a batch id, or a code
   */
  CompletionStage<Answer<String>> sendAll(Login login, List<Sending> sendings);

  /** {@return the balance in messages, or a code} */
  Answer<BigDecimal> balance(Login login);

  /**
   * Fetches delivery reports; a destructive read.
   *
   * @return at most 500, with their times, or a code
   */
  Answer<List<WinnerlookInbox.Report>> reports(Login login);

  /**
   * Fetches inbound messages; a destructive read.
   *
   * @return at most 500, with the numbers that they were sent to, or a code
   */
  Answer<List<WinnerlookInbox.Reply>> replies(Login login);

  /** {@return the key of an account's encrypted requests; empty if there is no such account} */
  Optional<SubmitInfoKey> key(String user);
}
