package dev.yizhan.gateway.core.problem;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.account.PasswordStore;
import dev.yizhan.gateway.core.account.Passwords;
import dev.yizhan.gateway.core.polling.BalanceStore;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.core.polling.PollStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What needs an operator now. */
public final class Problems {

  /** How long a poll in doubt, or what cannot be read, is listed. */
  public static final Duration LISTED = Duration.ofDays(30);

  /** The most of each kind. */
  public static final int MOST = 500;

  private final Accounts accounts;
  private final PollStore polls;
  private final BalanceStore balances;
  private final ProblemStore store;
  private final Passwords passwords;
  private final Clock clock;

  public Problems(
      Accounts accounts,
      PollStore polls,
      BalanceStore balances,
      ProblemStore store,
      Passwords passwords,
      Clock clock) {
    this.accounts = accounts;
    this.polls = polls;
    this.balances = balances;
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Lists all problems.
   *
   * @return silent accounts and low balances, then those of the store, newest first in each kind
   */
  public List<Problem> list() {
    Instant now = clock.instant();
    List<Problem> problems = new ArrayList<>();
    Map<String, List<PollLease>> turns =
        polls.turns().stream().collect(Collectors.groupingBy(PollLease::account));
    for (Account account : accounts.all()) {
      turns.getOrDefault(account.name(), List.of()).stream()
          .sorted(Comparator.comparing(PollLease::question))
          .filter(
              turn ->
                  turn.question().kind().filter(account.polling().kinds()::contains).isPresent())
          .filter(turn -> heardAt(turn).plus(account.polling().silentAfter()).isBefore(now))
          .forEach(turn -> problems.add(silent(turn)));
      lowBalance(account).ifPresent(problems::add);
    }
    passwords.open().forEach(kept -> problems.add(inDoubt(kept)));
    problems.addAll(store.problems(now.minus(LISTED), MOST));
    return problems;
  }

  private static Instant heardAt(PollLease turn) {
    return turn.answeredAt().orElse(turn.since());
  }

  private static Problem inDoubt(PasswordStore.Kept kept) {
    return new Problem(
        Problem.Kind.PASSWORD_IN_DOUBT,
        Optional.of(kept.account()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(kept.changedAt()),
        Optional.empty(),
        "The vendor was asked to change the password and has not confirmed which one is valid; both"
            + " are tried every other minute");
  }

  private static Problem silent(PollLease turn) {
    return new Problem(
        Problem.Kind.SILENT_ACCOUNT,
        Optional.of(turn.account()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(heardAt(turn)),
        Optional.empty(),
        "The vendor does not answer when polled for "
            + turn.question()
            + turn.failure().map(failure -> ": " + failure).orElse(""));
  }

  private Optional<Problem> lowBalance(Account account) {
    return account
        .balanceWatch()
        .low()
        .flatMap(
            low ->
                balances
                    .balance(account.name())
                    .filter(aged -> aged.balance().amount().compareTo(low) < 0)
                    .map(
                        aged ->
                            new Problem(
                                Problem.Kind.LOW_BALANCE,
                                Optional.of(account.name()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(aged.askedAt()),
                                Optional.empty(),
                                aged.balance().amount().toPlainString()
                                    + " "
                                    + aged.balance().unit()
                                    + " are left, below "
                                    + low.toPlainString())));
  }
}
