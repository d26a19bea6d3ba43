package dev.yizhan.gateway.boot;

import dev.yizhan.codec.Records;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.AccountDetails;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Done;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.NewAccount;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Reply;
import dev.yizhan.vendor.Report;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.SmsVendor;
import dev.yizhan.vendor.VendorCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** A vendor whose password can be another from one moment to the next. */
final class SwitchedVendor implements SmsVendor {

  private final Function<String, SmsVendor> maker;
  private final Deque<SmsVendor> made = new ArrayDeque<>();
  private volatile SmsVendor now;
  private String used;

  SwitchedVendor(Function<String, SmsVendor> maker, String password, SmsVendor first) {
    this.maker = maker;
    this.used = password;
    this.now = first;
    made.push(first);
  }

  /** Beside this one; the caller's to close. */
  SmsVendor with(String password) {
    return maker.apply(password);
  }

  /** Calls that run go on with the old one, which is closed at the end. */
  synchronized Runnable ready(String password) {
    if (password.equals(used)) {
      return () -> {};
    }
    SmsVendor next = maker.apply(password);
    made.push(next);
    return () -> use(password, next);
  }

  private synchronized void use(String password, SmsVendor next) {
    now = next;
    used = password;
  }

  @Override
  public Abilities abilities() {
    return now.abilities();
  }

  @Override
  public Plan plan(Message message) {
    return now.plan(message);
  }

  @Override
  public Outcome<Sent> send(VendorCall call) {
    return now.send(call);
  }

  @Override
  public Outcome<Balance> balance() {
    return now.balance();
  }

  @Override
  public Duration balancePause() {
    return now.balancePause();
  }

  @Override
  public Outcome<Records<Report>> reports() {
    return now.reports();
  }

  @Override
  public Outcome<Records<Reply>> replies() {
    return now.replies();
  }

  @Override
  public Outcome<AccountDetails> account() {
    return now.account();
  }

  @Override
  public Outcome<Done> register(NewAccount account) {
    return now.register(account);
  }

  @Override
  public Outcome<Done> changePassword(String password) {
    return now.changePassword(password);
  }

  @Override
  public synchronized void close() {
    made.forEach(SmsVendor::close);
  }
}
