package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.Login;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A vendor's accounts: passwords and balances, in the vendor's unit (yuan or messages). */
public final class Accounts {

  private record Account(String password, BigDecimal balance) {}

  private final Map<String, Account> accounts = new HashMap<>();

  private Accounts() {}

  /**
   * The account {@code demo} with password {@code demo} and a balance, and {@code poor} with
   * password {@code poor} and none.
   */
  static Accounts demo(BigDecimal balance) {
    Accounts accounts = new Accounts();
    accounts.accounts.put("demo", new Account("demo", balance));
    accounts.accounts.put("poor", new Account("poor", BigDecimal.ZERO));
    return accounts;
  }

  /** Whether there is such an account. */
  public synchronized boolean has(String user) {
    return accounts.containsKey(user);
  }

  /** {@return the account's password, for protocols that send only a hash of it} */
  public synchronized Optional<String> password(String user) {
    return Optional.ofNullable(accounts.get(user)).map(Account::password);
  }

  /** {@return the balance; empty if the account or the password is wrong} */
  public synchronized Optional<BigDecimal> balance(Login login) {
    return Optional.ofNullable(accounts.get(login.user()))
        .filter(account -> account.password().equals(login.password()))
        .map(Account::balance);
  }

  /**
   * Charges an account.
   *
   * @return the balance after it; empty, and nothing charged, if the login is wrong or the balance
   *     too low
   */
  public synchronized Optional<BigDecimal> charge(Login login, BigDecimal amount) {
    Optional<BigDecimal> left =
        balance(login)
            .map(balance -> balance.subtract(amount))
            .filter(balance -> balance.signum() >= 0);
    left.ifPresent(balance -> accounts.put(login.user(), new Account(login.password(), balance)));
    return left;
  }

  /** Opens an account with balance 0; {@code false} if there already is one of this name. */
  public synchronized boolean register(Login login) {
    return accounts.putIfAbsent(login.user(), new Account(login.password(), BigDecimal.ZERO))
        == null;
  }

  /**
   * Changes the password of an account, if there is such an account.
   *
   * @param login not checked
   */
  public synchronized void changePassword(Login login, String password) {
    accounts.computeIfPresent(
        login.user(), (user, account) -> new Account(password, account.balance()));
  }
}
