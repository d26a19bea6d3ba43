package dev.yizhan.gateway.core.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leases of polls, and answers before their records are stored. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface PollStore {

  /**
   * How it stands with all questions that were ever asked.
   *
   * @return in no order
   */
  List<PollLease> leases();

  /**
   * Takes the turn to ask, where nobody has it and it is due, and writes down that the question is
   * being asked.
   *
   * @param account whose
   * @param kind which
   * @param initialPause the pause where it was never asked before; for a balance, how long nobody
   *     else asks
   * @param now the time
   * @return under which id; empty where it is not this node's turn
   */
  Optional<Long> acquire(String account, PollKind kind, Duration initialPause, Instant now);

  /**
   * The questions that this node is asking.
   *
   * @return their ids
   */
  List<Long> heldPolls();

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
  void storeAnswer(long poll, byte[] answer, Instant now);

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
   * @param running polls that this node is about to read itself
   * @return it, if there is one
   */
  Optional<UnreadAnswer> takeOverAnswer(List<String> accounts, Set<Long> running);

  /**
   * Writes without changing anything.
   *
   * @throws dev.yizhan.gateway.core.fault.StoreException if the store cannot be written
   */
  void probe();
}
