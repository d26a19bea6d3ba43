package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.util.Locale;
import java.util.function.BiPredicate;

/** What the lines of a statement may be limited to. */
public enum StatementFilter {
  /** One consumer; for administrators. */
  CONSUMER,
  /** One channel. */
  CHANNEL,
  /** One account. */
  ACCOUNT;

  /** Its name in requests. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Checks that there is something of a name: a misspelled one must not give an empty statement.
   *
   * @throws GatewayException if there is none
   */
  public void require(BiPredicate<StatementFilter, String> isKnown, String name) {
    if (!isKnown.test(this, name)) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          parameter() + ": there is none of this name in the configuration");
    }
  }
}
