package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.polling.AccountStates;
import java.util.Comparator;
import java.util.List;

/** The accounts at vendors: what is polled, and when; and the callbacks of consumers. */
public final class AccountsPage implements Section {

  private final AccountStates accounts;
  private final Callbacks callbacks;
  private final Pages pages;

  AccountsPage(AccountStates accounts, Callbacks callbacks, Pages pages) {
    this.accounts = accounts;
    this.callbacks = callbacks;
    this.pages = pages;
  }

  /** What is shown. */
  public record Model(List<AccountStates.AccountState> accounts, List<Callbacks.Status> callbacks) {

    /** Copies the lists. */
    public Model {
      accounts = List.copyOf(accounts);
      callbacks = List.copyOf(callbacks);
    }
  }

  @Override
  public Answer answer(Visit visit) {
    return pages.page(
        200,
        "accounts",
        visit.view(),
        new Model(
            accounts.list(),
            callbacks.statuses().stream()
                .sorted(Comparator.comparing(status -> status.id().toString()))
                .toList()));
  }
}
