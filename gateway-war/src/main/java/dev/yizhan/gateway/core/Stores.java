package dev.yizhan.gateway.core;

import dev.yizhan.gateway.core.account.PasswordStore;
import dev.yizhan.gateway.core.callback.CallbackStore;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.operation.OperatorStore;
import dev.yizhan.gateway.core.polling.BalanceStore;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.problem.ProblemStore;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.sending.QuotaStore;
import dev.yizhan.gateway.core.session.SessionStore;
import dev.yizhan.gateway.core.statement.StatementStore;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.SubmissionStore;

/** Access to everything that the gateway persists, by purpose. */
public interface Stores {

  SubmissionStore submissions();

  CallStore calls();

  OperatorStore operators();

  ChannelStateStore channelStates();

  QuotaStore quotas();

  PasswordStore passwords();

  PollStore polls();

  RecordStore records();

  InboxStore inbox();

  CallbackStore callbacks();

  BalanceStore balances();

  ProblemStore problems();

  DoorStore doors();

  JournalStore journal();

  SessionStore sessions();

  StatementStore statements();
}
