package dev.yizhan.gateway.core;

import dev.yizhan.gateway.core.account.PasswordStore;
import dev.yizhan.gateway.core.callback.CallbackStore;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.operation.OperatorStore;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.optout.OptOutStore;
import dev.yizhan.gateway.core.polling.BalanceStore;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.problem.ProblemStore;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.search.RecordSearchStore;
import dev.yizhan.gateway.core.sending.QuotaStore;
import dev.yizhan.gateway.core.series.SeriesStore;
import dev.yizhan.gateway.core.session.SessionStore;
import dev.yizhan.gateway.core.simulation.SimulationStore;
import dev.yizhan.gateway.core.statement.ReconciliationStore;
import dev.yizhan.gateway.core.statement.StatementStore;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.SubmissionStore;

/** Access to everything that the gateway persists, by purpose. */
public interface Stores {

  SubmissionStore submissions();

  CallStore calls(OptOutPolicy optOuts);

  /** For which nobody has opted out. */
  default CallStore calls() {
    return calls(OptOutPolicy.OFF);
  }

  OperatorStore operators();

  RecordSearchStore recordSearch();

  ChannelStateStore channelStates();

  QuotaStore quotas();

  PasswordStore passwords();

  PollStore polls(OptOutPolicy optOuts);

  /** For which no message is an opt-out. */
  default PollStore polls() {
    return polls(OptOutPolicy.OFF);
  }

  RecordStore records(OptOutPolicy optOuts);

  /** For which no message is an opt-out. */
  default RecordStore records() {
    return records(OptOutPolicy.OFF);
  }

  InboxStore inbox();

  CallbackStore callbacks();

  BalanceStore balances();

  ProblemStore problems();

  DoorStore doors();

  JournalStore journal();

  SessionStore sessions();

  SeriesStore series();

  StatementStore statements();

  ReconciliationStore reconciliation();

  OptOutStore optOuts();

  SimulationStore simulation();
}
