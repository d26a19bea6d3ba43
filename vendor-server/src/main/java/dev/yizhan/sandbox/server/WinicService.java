package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.codec.answer.WinicInbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What winic's two services are served from. */
public interface WinicService {

  /**
   * Submits a message.
   *
   * @return the five fields of the answer, also on failure
   */
  CompletionStage<Winic.HttpSend> send(Login login, Sending sending);

  /**
   * Submits a message to numbers outside China.
   *
   * @param sending its numbers have their country code, without {@code +}
   * @return the five fields of the answer, also on failure
   */
  CompletionStage<Winic.HttpSend> sendAbroad(Login login, Sending sending);

  /** {@return the balance in yuan, or a code} */
  Answer<BigDecimal> balance(Login login);

  /** {@return all data of the account, or a code} */
  Answer<WinicAccount> account(Login login);

  /**
   * Fetches inbound messages; a destructive read.
   *
   * @param port the port that they were sent to; empty for all
   * @return the messages, or a code
   */
  Answer<List<WinicInbox.Reply>> replies(Login login, Optional<String> port);

  /**
   * Fetches delivery reports; a destructive read.
   *
   * @return the reports, or a code
   */
  Answer<List<WinicInbox.Report>> reports(Login login);

  /**
   * Registers an account.
   *
   * @return done, or a code of this operation's own table
   */
  Answer<Winic.Done> register(NewAccount account);

  /**
   * Changes a password.
   *
   * @param login with the old password
   * @param password the new one
   * @return done, or a code
   */
  Answer<Winic.Done> changePassword(Login login, String password);
}
