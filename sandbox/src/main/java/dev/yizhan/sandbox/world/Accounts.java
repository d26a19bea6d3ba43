package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.Login;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Pretend accounts: a password and what is left. */
final class Accounts {

  private record Account(String password, BigDecimal balance) {}

  private final Map<String, Account> accounts = new HashMap<>();

  private Accounts() {}

  static Accounts demo(BigDecimal balance) {
    Accounts accounts = new Accounts();
    accounts.accounts.put("demo", new Account("demo", balance));
    accounts.accounts.put("poor", new Account("poor", BigDecimal.ZERO));
    return accounts;
  }

  synchronized boolean has(String user) {
    return accounts.containsKey(user);
  }

  synchronized Optional<String> password(String user) {
    return Optional.ofNullable(accounts.get(user)).map(Account::password);
  }

  synchronized Optional<BigDecimal> balance(Login login) {
    return Optional.ofNullable(accounts.get(login.user()))
        .filter(account -> account.password().equals(login.password()))
        .map(Account::balance);
  }

  /** Takes money; what is left, or nothing where there is too little. */
  synchronized Optional<BigDecimal> charge(Login login, BigDecimal amount) {
    return balance(login)
        .map(balance -> balance.subtract(amount))
        .filter(left -> left.signum() >= 0)
        .map(
            left -> {
              accounts.put(login.user(), new Account(login.password(), left));
              return left;
            });
  }

  /** Opens an account without money; whether there was none of that name. */
  synchronized boolean register(Login login) {
    return accounts.putIfAbsent(login.user(), new Account(login.password(), BigDecimal.ZERO))
        == null;
  }

  synchronized void changePassword(Login login, String password) {
    accounts.computeIfPresent(
        login.user(), (user, account) -> new Account(password, account.balance()));
  }
}
