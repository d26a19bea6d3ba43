package dev.yizhan.gateway.core.problem;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.account.PasswordStore;
import dev.yizhan.gateway.core.account.Passwords;
import dev.yizhan.gateway.core.polling.BalanceStore;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.sending.Retention;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The current problems. */
public final class Problems {

  /** How long polls with an unknown result, and unreadable data, are listed. */
  public static final Duration LISTED_FOR = Duration.ofDays(30);

  public static final int MAX_PER_KIND = 500;

  private final Accounts accounts;
  private final PollStore polls;
  private final BalanceStore balances;
  private final ProblemStore store;
  private final Passwords passwords;
  private final ChannelProblems channels;
  private final CallbackProblems callbacks;
  private final Retention retention;
  private final Clock clock;

  public Problems(
      Accounts accounts,
      PollStore polls,
      BalanceStore balances,
      ProblemStore store,
      Passwords passwords,
      ChannelProblems channels,
      CallbackProblems callbacks,
      Retention retention,
      Clock clock) {
    this.accounts = accounts;
    this.polls = polls;
    this.balances = balances;
    this.store = store;
    this.passwords = passwords;
    this.channels = channels;
    this.callbacks = callbacks;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Lists all problems.
   *
   * @return those of accounts, channels, callbacks and the retention, then those of the store,
   *     newest first in each kind
   */
  public List<Problem> list() {
    Instant now = clock.instant();
    List<Problem> problems = new ArrayList<>();
    Map<String, List<PollLease>> leases =
        polls.leases().stream().collect(Collectors.groupingBy(PollLease::account));
    for (Account account : accounts.all()) {
      leases.getOrDefault(account.name(), List.of()).stream()
          .sorted(Comparator.comparing(PollLease::kind))
          .filter(
              lease ->
                  lease.kind().recordKind().filter(account.polling().kinds()::contains).isPresent())
          .filter(lease -> lastAnswerAt(lease).plus(account.polling().silentAfter()).isBefore(now))
          .forEach(lease -> problems.add(silent(lease)));
      lowBalance(account).ifPresent(problems::add);
    }
    problems.addAll(channels.list(now));
    problems.addAll(callbacks.list(now));
    retention.overdue().ifPresent(overdue -> problems.add(retentionBehind(overdue)));
    passwords.unsettled().forEach(password -> problems.add(unsettledPassword(password)));
    problems.addAll(store.problems(now.minus(LISTED_FOR), MAX_PER_KIND));
    return problems;
  }

  private static Instant lastAnswerAt(PollLease lease) {
    return lease.answeredAt().orElse(lease.since());
  }

  private static Problem unsettledPassword(PasswordStore.StoredPassword password) {
    return new Problem(
        Problem.Kind.PASSWORD_IN_DOUBT,
        Problem.Subject.account(password.account()),
        Optional.of(password.changedAt()),
        Optional.empty(),
        "The vendor was asked to change the password and has not confirmed which one is valid; both"
            + " are tried every other minute");
  }

  private static Problem retentionBehind(SubmissionStore.Overdue overdue) {
    boolean isCut = overdue.count() == SubmissionStore.MAX_COUNTED;
    return new Problem(
            Problem.Kind.RETENTION_BEHIND,
            Problem.Subject.gateway(),
            Optional.of(overdue.oldest()),
            Optional.empty(),
            overdue.count()
                + (isCut ? " or more" : "")
                + " submissions are kept longer than yizhan.store.retention, the oldest of them"
                + " since "
                + Problem.chinaTime(overdue.oldest())
                + ". The log says whether their removal fails; it goes on each minute")
        .with(Problem.Occurrences.of(overdue.count()));
  }

  private static Problem silent(PollLease lease) {
    return new Problem(
        Problem.Kind.SILENT_ACCOUNT,
        Problem.Subject.account(lease.account()),
        Optional.of(lastAnswerAt(lease)),
        Optional.empty(),
        "The vendor does not answer when polled for "
            + lease.kind()
            + lease.failure().map(failure -> ": " + failure).orElse(""));
  }

  private Optional<Problem> lowBalance(Account account) {
    return account
        .balanceWatch()
        .low()
        .flatMap(
            low ->
                balances
                    .find(account.name())
                    .filter(snapshot -> snapshot.balance().amount().compareTo(low) < 0)
                    .map(
                        snapshot ->
                            new Problem(
                                Problem.Kind.LOW_BALANCE,
                                Problem.Subject.account(account.name()),
                                Optional.of(snapshot.askedAt()),
                                Optional.empty(),
                                snapshot.balance().amount().toPlainString()
                                    + " "
                                    + snapshot.balance().unit()
                                    + " left, below the threshold of "
                                    + low.toPlainString())));
  }
}
