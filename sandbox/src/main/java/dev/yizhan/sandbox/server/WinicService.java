package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicAccount;
import dev.yizhan.codec.WinicInbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

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
  Answer<WinicAccount> account(Login login);

  /**
   * Hands out replies, once.
   *
   * @param login whose
   * @param port to which; empty for all
   * @return the replies, or a code
   */
  Answer<List<WinicInbox.Reply>> replies(Login login, Optional<String> port);

  /**
   * Hands out reports, once.
   *
   * @param login whose
   * @return the reports, or a code
   */
  Answer<List<WinicInbox.Report>> reports(Login login);

  /**
   * Registers an account.
   *
   * @param login the new one
   * @param agent the account above it, may be empty
   * @return done, or a code of its own table
   */
  Answer<Winic.Done> register(Login login, String agent);

  /**
   * Changes a password.
   *
   * @param login whose
   * @param password the new one
   * @return done, or a code
   */
  Answer<Winic.Done> changePassword(Login login, String password);
}
