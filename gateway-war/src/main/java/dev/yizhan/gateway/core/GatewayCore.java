package dev.yizhan.gateway.core;

import dev.yizhan.gateway.core.account.AccountActions;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.account.Passwords;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.door.MessageIds;
import dev.yizhan.gateway.core.event.EventFanOut;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.operation.OptOutActions;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.polling.AccountStates;
import dev.yizhan.gateway.core.polling.Balances;
import dev.yizhan.gateway.core.polling.PollRunner;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.polling.Poller;
import dev.yizhan.gateway.core.polling.Reprocessing;
import dev.yizhan.gateway.core.problem.CallbackProblems;
import dev.yizhan.gateway.core.problem.ChannelProblems;
import dev.yizhan.gateway.core.problem.Problems;
import dev.yizhan.gateway.core.record.Inbox;
import dev.yizhan.gateway.core.record.Pushes;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.search.RecordSearch;
import dev.yizhan.gateway.core.sending.Admission;
import dev.yizhan.gateway.core.sending.Calls;
import dev.yizhan.gateway.core.sending.ChannelQueues;
import dev.yizhan.gateway.core.sending.Dispatcher;
import dev.yizhan.gateway.core.sending.MessageChecks;
import dev.yizhan.gateway.core.sending.Nodes;
import dev.yizhan.gateway.core.sending.OptOutChecks;
import dev.yizhan.gateway.core.sending.Quotas;
import dev.yizhan.gateway.core.sending.Retention;
import dev.yizhan.gateway.core.sending.SubmissionPlanner;
import dev.yizhan.gateway.core.sending.Submissions;
import dev.yizhan.gateway.core.series.OutcomeSeries;
import dev.yizhan.gateway.core.session.SessionStore;
import dev.yizhan.gateway.core.simulation.Simulation;
import dev.yizhan.gateway.core.statement.Reconciliation;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.task.Lifecycle;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The gateway without a server: submissions, calls, polls and records over a store. It closes in
 * the reverse order of its construction: nothing more is started, then the vendors' connections are
 * closed, then the last answers and outcomes are persisted. The store is closed by its owner
 * afterwards.
 */
public final class GatewayCore implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(GatewayCore.class.getName());

  /**
   * Settings that do not change while the gateway runs.
   *
   * @param kept for how long submissions, records and statements are kept
   * @param limits the current global limits
   */
  public record Settings(
      Clock clock,
      Timing timing,
      Statements.Kept kept,
      Supplier<GlobalLimits> limits,
      Events events) {}

  private final Lifecycle lifecycle = new Lifecycle();
  private final OutcomeSeries series;
  private final Channels channels;
  private final ChannelStates states;
  private final Accounts accounts;
  private final Passwords passwords;
  private final Calls calls;
  private final Quotas quotas;
  private final MessageIds messageIds;
  private final DoorStore doors;
  private final JournalStore journal;
  private final SessionStore sessions;
  private final Submissions submissions;
  private final MessageChecks checks;
  private final OperatorActions operations;
  private final Inbox inbox;
  private final RecordSearch recordSearch;
  private final Callbacks callbacks;
  private final Pushes pushes;
  private final Balances balances;
  private final AccountStates accountStates;
  private final Problems problems;
  private final Reprocessing reprocessing;
  private final AccountActions accountActions;
  private final Statements statements;
  private final Reconciliation reconciliation;
  private final OptOutActions optOuts;
  private final Dispatcher dispatcher;
  private final Poller poller;
  private final Simulation simulation;

  private GatewayCore(
      Stores stores, Settings settings, Topology topology, AutoCloseable connections) {
    Clock clock = settings.clock();
    Timing timing = settings.timing();
    // Added first and so closed last, when all calls have ended.
    series = lifecycle.add(new OutcomeSeries(stores.series(), clock));
    Events events = new EventFanOut(List.of(settings.events(), series));
    channels = new Channels(topology.channels());
    accounts = new Accounts(topology.accounts());
    states = new ChannelStates(stores.channelStates());
    quotas = new Quotas(stores.quotas(), clock, settings.limits());
    OptOutPolicy policy = optOutPolicy(settings, channels);
    CallStore callStore = stores.calls(policy);
    PollStore pollStore = stores.polls(policy);
    RecordStore recordStore = stores.records(policy);
    simulation = new Simulation(stores.simulation(), recordStore, clock, timing);
    simulate(topology);
    Nodes nodes = lifecycle.add(new Nodes(callStore, clock, timing.lease()));
    calls = lifecycle.add(Calls.of(callStore, channels, states, clock, timing, events));
    PollRunner polls = lifecycle.add(new PollRunner(pollStore, clock, events));
    lifecycle.add(connections);
    Retention retention = retention(stores, settings, quotas);
    journal = stores.journal();
    sessions = stores.sessions();
    Admission admission = new Admission(settings.limits(), clock);
    dispatcher =
        lifecycle.add(
            new Dispatcher(calls, callStore, states, admission, nodes, retention, clock, timing));
    balances =
        new Balances(accounts, pollStore, stores.balances(), clock, settings.limits(), events);
    accountStates = new AccountStates(accounts, pollStore, stores.balances());
    // Closed before the calls: it ends slow answers.
    lifecycle.add(simulation);
    poller = lifecycle.add(poller(pollStore, recordStore, settings, accounts, polls, balances));
    passwords = lifecycle.add(new Passwords(topology.logins(), stores.passwords(), clock));
    OptOutChecks optOutChecks = new OptOutChecks(policy, stores.optOuts(), clock, events);
    submissions =
        new Submissions(
            new SubmissionPlanner(channels, calls.availability(), settings.limits(), clock),
            admission,
            optOutChecks,
            quotas,
            stores.submissions(),
            calls,
            clock,
            events);
    checks =
        new MessageChecks(channels, calls.availability(), settings.limits(), optOutChecks, clock);
    operations = new OperatorActions(channels, states, stores.operators(), clock, events);
    doors = stores.doors();
    messageIds = new MessageIds(doors);
    inbox = new Inbox(stores.inbox());
    recordSearch = new RecordSearch(stores.recordSearch(), stores.inbox(), clock, events);
    callbacks =
        lifecycle.add(
            new Callbacks(
                stores.callbacks(),
                stores.inbox(),
                new FailedDeliveries(stores.doors(), clock),
                clock,
                timing,
                events));
    callbacks.replace(topology.callbacks());
    pushes = new Pushes(recordStore, clock);
    problems = problems(stores, retention, clock);
    reprocessing = new Reprocessing(accounts, pollStore, journal, clock, events);
    accountActions = new AccountActions(accounts, channels, passwords, journal, clock, events);
    optOuts =
        new OptOutActions(stores.optOuts(), name -> accounts.find(name).isPresent(), clock, events);
    statements = new Statements(stores.statements(), clock, settings.kept());
    reconciliation =
        new Reconciliation(
            stores.reconciliation(),
            name -> accounts.find(name).isPresent(),
            clock,
            settings.kept().submissions());
  }

  private void simulate(Topology topology) {
    List<Channel> simulated = simulation.channels(topology.channels(), topology.codes());
    accounts.simulate(Simulation.accounts(simulated));
    channels.simulate(simulated);
  }

  private static OptOutPolicy optOutPolicy(Settings settings, Channels channels) {
    return new OptOutPolicy(
        () -> settings.limits().get().optOuts(), name -> channels.find(name).map(Channel::account));
  }

  private static Poller poller(
      PollStore pollStore,
      RecordStore records,
      Settings settings,
      Accounts accounts,
      PollRunner polls,
      Balances balances) {
    return new Poller(
        accounts,
        pollStore,
        records,
        polls,
        balances,
        settings.clock(),
        settings.timing(),
        settings.kept().submissions());
  }

  private static Retention retention(Stores stores, Settings settings, Quotas quotas) {
    return new Retention(
        stores.submissions(),
        quotas,
        stores.doors(),
        stores.journal(),
        stores.optOuts(),
        stores.statements(),
        settings.clock(),
        settings.kept());
  }

  private Problems problems(Stores stores, Retention retention, Clock clock) {
    return new Problems(
        accounts,
        stores.polls(),
        stores.balances(),
        stores.problems(),
        passwords,
        new ChannelProblems(channels, states, calls.queues(), stores.operators()),
        new CallbackProblems(callbacks),
        retention,
        clock);
  }

  /**
   * Starts a gateway.
   *
   * @param stores closed by the caller, after the gateway
   * @param topology the initial one, see {@link #replace}
   * @param connections to the vendors; closed by the gateway once it starts no more calls
   */
  public static GatewayCore start(
      Stores stores, Settings settings, Topology topology, AutoCloseable connections) {
    GatewayCore core = new GatewayCore(stores, settings, topology, connections);
    try {
      core.series.start();
      core.statements.setChannels(core.channels);
      core.passwords.start(settings.timing().checkInterval());
      core.dispatcher.start();
      core.poller.start();
      core.callbacks.start();
      core.simulation.start();
      return core;
    } catch (RuntimeException | Error e) {
      core.close();
      throw e;
    }
  }

  /**
   * Replaces channels, accounts and callbacks. Running calls and polls finish with the old ones.
   *
   * @throws RuntimeException if an account's changed password cannot be used for a new channel;
   *     nothing has changed then
   */
  public void replace(Topology next) {
    warnOfStranded(next);
    passwords.replace(next.logins());
    accounts.replace(next.accounts());
    channels.replace(next.channels());
    simulate(next);
    callbacks.replace(next.callbacks());
    try {
      statements.setChannels(channels);
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Statements have the former accounts of channels until the configuration changes again or"
              + " the gateway starts: {0}",
          e.getMessage());
    }
  }

  /** A removed channel cannot be resumed, and messages for a suspended one wait. */
  private void warnOfStranded(Topology next) {
    Set<String> names = next.channels().stream().map(Channel::name).collect(Collectors.toSet());
    for (Channel channel : channels.all()) {
      if (!names.contains(channel.name()) && states.isSuspended(channel.name())) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Channel {0} was removed while it is suspended: its messages wait until they expire. To"
                + " send them over other channels, add it again, resume it, and then remove it",
            channel.name());
      }
    }
  }

  public Channels channels() {
    return channels;
  }

  public ChannelStates states() {
    return states;
  }

  /** The queues of the channels on this node. */
  public ChannelQueues queues() {
    return calls.queues();
  }

  public Accounts accounts() {
    return accounts;
  }

  public Submissions submissions() {
    return submissions;
  }

  public MessageChecks checks() {
    return checks;
  }

  public OperatorActions operations() {
    return operations;
  }

  public Inbox inbox() {
    return inbox;
  }

  /** The records of all consumers, for operators. */
  public RecordSearch recordSearch() {
    return recordSearch;
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  public Quotas quotas() {
    return quotas;
  }

  /** The ids that front doors answer. */
  public MessageIds messageIds() {
    return messageIds;
  }

  public DoorStore doors() {
    return doors;
  }

  /** What operators did. */
  public JournalStore journal() {
    return journal;
  }

  /** Sessions of operators in browsers. */
  public SessionStore sessions() {
    return sessions;
  }

  public Pushes pushes() {
    return pushes;
  }

  public Balances balances() {
    return balances;
  }

  /** How the accounts are, for operators. */
  public AccountStates accountStates() {
    return accountStates;
  }

  public Problems problems() {
    return problems;
  }

  public Reprocessing reprocessing() {
    return reprocessing;
  }

  /** How many calls ended how, by minute. */
  public OutcomeSeries series() {
    return series;
  }

  public AccountActions accountActions() {
    return accountActions;
  }

  /** Numbers that have opted out. */
  public OptOutActions optOuts() {
    return optOuts;
  }

  public Reconciliation reconciliation() {
    return reconciliation;
  }

  public Statements statements() {
    return statements;
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
