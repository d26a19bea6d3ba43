package dev.yizhan.gateway.core.inbox;

import dev.yizhan.gateway.core.Clockwork;
import dev.yizhan.gateway.core.Events;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.gateway.core.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Has vendors asked for reports and replies, at their pace, each account by one node at a time.
 * That the question is asked is written down before it goes out, the answer the instant it has
 * arrived, and only then it is read. Where nothing came although the question may have arrived, it
 * is a poll in doubt: the vendor may have handed out what nobody will get again.
 */
public final class Poller implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Poller.class.getName());

  /** How long a report waits for the answer of the call that it is about. */
  private static final Duration WAIT = Duration.ofMinutes(10);

  private static final Duration IDENTITY = Matching.BY_ID;
  private static final Duration REMOVE = Duration.ofMinutes(1);
  private static final int MOST_STEPS = 50;
  private static final int MANY_TRIES = 4;
  private static final int MANY_REFUSALS = 2;
  private static final long NO_POLL = 0;
  private static final long RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 5000;
  private static final int GRACE_SECONDS = 5;

  private final Accounts accounts;
  private final InboxStore store;
  private final Balances balances;
  private final Clock clock;
  private final Timing timing;
  private final Duration kept;
  private final Questions questions;
  private final Events events;
  private final Clockwork clockwork = new Clockwork("yizhan-poller");
  private final Clockwork helper = new Clockwork("yizhan-inbox");
  private final ExecutorService askers =
      Executors.newCachedThreadPool(Clockwork.daemons("yizhan-asker"));

  /**
   * Questions that are out, or whose end is not written down: not to be taken for one that was
   * never asked, nor for an answer that nobody reads.
   */
  private final Set<Long> running = ConcurrentHashMap.newKeySet();

  private final Set<String> balancing = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private long lookedAt;

  /**
   * Puts the pieces together; {@link #start} begins the work.
   *
   * @param accounts who is asked
   * @param store where all is written down
   * @param balances asked for from time to time
   * @param clock for times
   * @param timing how often it looks
   * @param kept how long records are kept
   * @param events hears of questions
   */
  public Poller(
      Accounts accounts,
      InboxStore store,
      Balances balances,
      Clock clock,
      Timing timing,
      Duration kept,
      Events events) {
    this.events = events;
    this.accounts = accounts;
    this.store = store;
    this.balances = balances;
    this.clock = clock;
    this.timing = timing;
    this.kept = kept;
    this.questions = new Questions(clock);
  }

  /** Begins. */
  public void start() {
    clockwork.every(timing.look(), "Vendors cannot be asked now", this::askDue);
    helper.every(timing.look(), "Kept answers cannot be read now", this::readKept);
    helper.every(timing.look(), "Reports cannot be matched now", this::lookAgain);
    helper.every(timing.beat(), "Records cannot be given to owners now", this::assign);
    helper.every(REMOVE, "Old records cannot be removed now", this::remove);
  }

  private void askDue() {
    release();
    Instant now = clock.instant();
    Map<String, Turn> turns =
        store.turns().stream()
            .collect(
                Collectors.toMap(turn -> turn.account() + '/' + turn.question(), turn -> turn));
    for (Account account : accounts.all()) {
      for (Kind kind : account.asked()) {
        Optional<Turn> turn =
            Optional.ofNullable(turns.get(account.name() + '/' + Question.of(kind)));
        if (turn.map(of -> of.isFree(now)).orElse(true)) {
          begin(account, kind, turn.map(Turn::pause).orElse(account.pace().least()));
        }
      }
      if (account.lowBalance().isPresent()) {
        lookAtBalance(account, Optional.ofNullable(turns.get(account.name() + "/BALANCE")), now);
      }
    }
  }

  private void begin(Account account, Kind kind, Duration pause) {
    Optional<Long> poll =
        store.begin(account.name(), Question.of(kind), account.pace().least(), clock.instant());
    if (poll.isPresent()) {
      running.add(poll.get());
      try {
        askers.execute(() -> ask(new Questions.Asking(account, kind, poll.get(), pause)));
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        // The second where the machine has no thread to give.
        running.remove(poll.get());
        store.release(poll.get());
      }
    }
  }

  /**
   * A turn that this node has and does not use: its claim was written down, the word of it lost.
   */
  private void release() {
    Set<Long> lost = new HashSet<>(store.asking());
    lost.removeAll(running);
    lost.forEach(store::release);
  }

  private void lookAtBalance(Account account, Optional<Turn> turn, Instant now) {
    boolean fresh =
        turn.flatMap(Turn::answeredAt)
            .filter(at -> now.isBefore(at.plus(account.balanceEvery())))
            .isPresent();
    boolean free = turn.map(of -> of.isFree(now)).orElse(true);
    if (!fresh && free && balancing.add(account.name())) {
      try {
        askers.execute(() -> look(account));
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        balancing.remove(account.name());
      }
    }
  }

  private void look(Account account) {
    try {
      balances.look(account);
    } catch (GatewayException | StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "No balance now", e);
    } finally {
      balancing.remove(account.name());
    }
  }

  /** A question whose end could not be written down stays among those that run. */
  private void ask(Questions.Asking asking) {
    boolean[] kept = {false};
    long start = System.nanoTime();
    try {
      PollEnd end =
          questions.ask(
              asking,
              answer -> {
                keep(asking.poll(), answer);
                kept[0] = true;
              });
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      int records = write(asking, end);
      running.remove(asking.poll());
      events.asked(
          new Events.Asked(
              end.account(),
              end.question().name(),
              end.result().name(),
              records,
              // What is in doubt or cannot be read has a warning of its own, with the reason.
              end.result() != PollEnd.Result.NOTHING,
              took));
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The gateway ends before the answer to a question for {0} of account {1} is written down",
          asking.kind(),
          asking.account().name());
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "A question could not be ended", e);
      if (!kept[0]) {
        int unused = write(asking, questions.lost(asking));
      }
      // What is kept is read by who reads kept answers.
      running.remove(asking.poll());
    }
  }

  /** What is handed out once must not get lost because the store is away for a while. */
  private void keep(long poll, byte[] answer) {
    int unused =
        persist(
            Integer.MAX_VALUE,
            () -> {
              store.keep(poll, answer, clock.instant());
              return 0;
            });
  }

  /**
   * Where only these records cannot be stored, again and again while the store works, their answer
   * is kept for people to look at.
   *
   * @return how many are new
   */
  private int write(Questions.Asking asking, PollEnd end) {
    int refused = 0;
    while (true) {
      boolean whole = end.batch().isEmpty() || refused < MANY_REFUSALS;
      PollEnd now = whole ? end : questions.unstorable(asking);
      try {
        return persist(MANY_TRIES, () -> store.end(now));
      } catch (StoreException e) {
        if (ended.getCount() == 0) {
          throw e;
        }
        refused = isWritable() ? refused + 1 : 0;
      }
    }
  }

  /** Gives nothing back: that is a write all the same. */
  private boolean isWritable() {
    try {
      store.release(NO_POLL);
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  /** To write the same again is harmless, so it is tried until it is done or the gateway ends. */
  private <T> T persist(int most, Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (StoreException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "What a vendor handed out is not written down yet: {0}",
            e.getMessage());
        if (ended(Math.min(tries * RETRY_MILLIS, LONGEST_RETRY_MILLIS)) || tries >= most) {
          throw e;
        }
      }
    }
  }

  /** Waits; whether the poller has ended meanwhile. */
  private boolean ended(long millis) {
    try {
      return ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return ended.getCount() == 0;
    }
  }

  /** Answers that dead nodes, or this one by a mistake, have kept and not read. */
  private void readKept() {
    Map<String, Account> known =
        accounts.all().stream().collect(Collectors.toMap(Account::name, account -> account));
    List<String> names = List.copyOf(known.keySet());
    Optional<KeptAnswer> adopted = store.adopt(names, running);
    while (adopted.isPresent()) {
      KeptAnswer answer = adopted.get();
      Account account = Objects.requireNonNull(known.get(answer.account()), answer.account());
      Questions.Asking asking =
          new Questions.Asking(
              account,
              answer.question().kind().orElseThrow(),
              answer.poll(),
              account.pace().least());
      int unused = write(asking, questions.read(asking, answer.answer()));
      adopted = store.adopt(names, running);
    }
  }

  private void lookAgain() {
    lookedAt = store.look(accounts.all(), lookedAt, WAIT, clock.instant());
  }

  private void assign() {
    for (Account account : accounts.all()) {
      account
          .ownership()
          .owner()
          .ifPresent(
              owner -> {
                int unused = store.assign(account.name(), owner);
              });
    }
  }

  private void remove() {
    Instant now = clock.instant();
    int steps = 0;
    while (steps < MOST_STEPS && store.remove(now.minus(kept), now.minus(IDENTITY)) > 0) {
      steps++;
    }
  }

  /** Asks nothing more; questions that are out are left to be answered, for a little while. */
  @Override
  public void close() {
    clockwork.close();
    helper.close();
    askers.shutdown();
    awaitAskers();
  }

  /** Waits for the last questions, once their connections have been cut. */
  public void awaitLastAnswers() {
    awaitAskers();
    ended.countDown();
    awaitAskers();
  }

  private void awaitAskers() {
    try {
      if (!askers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "Some questions are still out");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
