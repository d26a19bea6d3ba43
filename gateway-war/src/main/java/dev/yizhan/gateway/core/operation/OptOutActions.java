package dev.yizhan.gateway.core.operation;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes of lists of opt-outs by operators. */
public final class OptOutActions {

  private final OptOutStore store;
  private final Predicate<String> isAccount;
  private final Clock clock;
  private final Events events;

  /**
   * Changes the lists of a store.
   *
   * @param isAccount whether an account is configured
   */
  public OptOutActions(OptOutStore store, Predicate<String> isAccount, Clock clock, Events events) {
    this.store = store;
    this.isAccount = isAccount;
    this.clock = clock;
    this.events = events;
  }

  /** A page of numbers, those that were added last first. */
  public OptOutStore.Page list(OptOutStore.Query query) {
    return store.list(query);
  }

  /**
   * Puts a number on a list.
   *
   * @param isConsumer whether a consumer is configured
   * @throws GatewayException if nobody has this list, or there is no reason
   */
  public OptOut add(
      OptOutList list, PhoneNumber number, OptOut.ByHand by, Predicate<String> isConsumer) {
    boolean exists =
        list.kind() == OptOutList.Kind.CONSUMER
            ? isConsumer.test(list.name())
            : isAccount.test(list.name());
    if (!exists) {
      throw list.kind() == OptOutList.Kind.CONSUMER
          ? GatewayException.of(
              FaultCode.INVALID_REQUEST,
              "consumer: there is no consumer of this name. Check the name, also its case")
          : GatewayException.of(
              FaultCode.UNKNOWN_ACCOUNT,
              "account: there is no account of this name. Check the name, also its case");
    }
    OptOut added =
        store.add(
            new OptOut(
                list,
                number,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                Optional.of(checked(by))));
    events.operatorActed("added an opt-out to the list of", by.who(), list.toString());
    return added;
  }

  /**
   * Takes a number from a list, also from one of a consumer or account that is no longer
   * configured.
   *
   * @throws GatewayException if it is not there, or there is no reason
   */
  public void lift(OptOutList list, PhoneNumber number, OptOut.ByHand by) {
    if (!store.lift(list, number, checked(by), clock.instant())) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "number: "
              + number
              + " is not on the list of the "
              + list
              + ". ListOptOuts shows the lists on which it is");
    }
    events.operatorActed("lifted an opt-out from the list of", by.who(), list.toString());
  }

  private static OptOut.ByHand checked(OptOut.ByHand by) {
    if (by.reason().isBlank()) {
      throw GatewayException.of(FaultCode.INVALID_REQUEST, "reason: state why, for later readers");
    }
    return new OptOut.ByHand(by.who(), by.reason().strip());
  }
}
