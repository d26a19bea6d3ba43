package dev.yizhan.gateway.core.inbox;

import dev.yizhan.vendor.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where turns, answers, records and positions are written down. A method that changes something
 * returns when the change is durable; where it throws a {@link
 * dev.yizhan.gateway.core.StoreException}, that says whether the change may have happened.
 */
public interface InboxStore {

  /**
   * How it stands with all questions that were ever asked.
   *
   * @return in no order
   */
  List<Turn> turns();

  /**
   * Takes the turn to ask, where nobody has it and it is due, and writes down that the question is
   * being asked.
   *
   * @param account whose
   * @param question which
   * @param first the pause where it was never asked before; for a balance, how long nobody else
   *     asks
   * @param now the time
   * @return under which id; empty where it is not this node's turn
   */
  Optional<Long> begin(String account, Question question, Duration first, Instant now);

  /**
   * The questions that this node is asking.
   *
   * @return their ids
   */
  List<Long> asking();

  /**
   * Gives a turn back whose question surely never went out.
   *
   * @param poll which
   */
  void release(long poll);

  /**
   * Keeps an answer as it came. To keep it again changes nothing.
   *
   * @param poll which question it answers
   * @param answer what
   * @param now the time
   */
  void keep(long poll, byte[] answer, Instant now);

  /**
   * Writes down how a question for records ended, its records with it, and frees the turn. To do it
   * again changes nothing.
   *
   * @param end how
   * @return how many records are new
   */
  int end(PollEnd end);

  /**
   * Takes over an answer that was kept and that nobody reads.
   *
   * @param accounts those whose answers this node can read
   * @param mine polls that this node is about to read itself
   * @return it, if there is one
   */
  Optional<KeptAnswer> adopt(List<String> accounts, Set<Long> mine);

  /**
   * Takes in what a vendor pushed; what came before changes nothing.
   *
   * @param batch its records
   * @param body as it came
   * @param now the time
   * @return how many records are new
   */
  int pushed(Batch batch, byte[] body, Instant now);

  /**
   * Keeps a push that cannot be read; the same again changes nothing.
   *
   * @param account whose
   * @param body as it came
   * @param reason why
   * @param now the time
   */
  void unreadable(String account, byte[] body, String reason, Instant now);

  /**
   * Looks once more at reports that fitted no delivery: its call's answer may have come since.
   * Those that have waited for long enough go to the account's owner, or to nobody.
   *
   * @param accounts as they are now
   * @param behind where to begin
   * @param wait how long a report waits
   * @param now the time
   * @return where to go on; 0 where there are no more
   */
  long look(List<Account> accounts, long behind, Duration wait, Instant now);

  /**
   * Gives some of an account's records that are nobody's to its owner.
   *
   * @param account whose
   * @param owner who
   * @return how many
   */
  int assign(String account, String owner);

  /**
   * A consumer's records behind a position.
   *
   * @param consumer whose
   * @param kind which
   * @param behind the position; empty for the acknowledged one
   * @param most how many
   * @return in order
   */
  List<InboxRecord> fetch(String consumer, Kind kind, Optional<Long> behind, int most);

  /**
   * Acknowledges all up to a position, that included.
   *
   * @param consumer whose
   * @param kind which
   * @param position which; a lower one than before changes nothing
   * @return whether there is such a position yet
   */
  boolean acknowledge(String consumer, Kind kind, long position);

  /**
   * The last balance.
   *
   * @param account whose
   * @return it, where one was ever told
   */
  Optional<AgedBalance> balance(String account);

  /**
   * Writes down how a question for a balance ended.
   *
   * @param account whose
   * @param balance what was told
   * @param reason why nothing was told
   * @param pause how long the vendor is left alone now
   * @param now the time
   */
  void balance(
      String account,
      Optional<Balance> balance,
      Optional<String> reason,
      Duration pause,
      Instant now);

  /**
   * What the store knows of problems: unknown deliveries, polls in doubt, what cannot be read, what
   * belongs to nobody.
   *
   * @param since older ones are left out, but for unknown deliveries
   * @param most of each kind
   * @return newest first in each kind
   */
  List<Problem> problems(Instant since, int most);

  /**
   * Removes some records and answers that are older than they have to be kept.
   *
   * @param over they came before this
   * @param forgotten identities that were seen last before this are forgotten
   * @return how many
   */
  int remove(Instant over, Instant forgotten);
}
