package dev.yizhan.gateway.core.optout;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides by the current configuration which lists count. Reads no store. */
public final class OptOutPolicy {

  /** Without lists. */
  public static final OptOutPolicy OFF =
      new OptOutPolicy(() -> OptOutRules.OFF, channel -> Optional.empty());

  private final Supplier<OptOutRules> rules;
  private final Function<String, Optional<String>> accounts;

  /**
   * Decides by rules that may change.
   *
   * @param accounts the account of a channel; empty if there is no such channel
   */
  public OptOutPolicy(Supplier<OptOutRules> rules, Function<String, Optional<String>> accounts) {
    this.rules = rules;
    this.accounts = accounts;
  }

  /**
   * The list on which an inbound message puts its number; empty if it is no opt-out.
   *
   * @param consumer to whom the message belongs
   * @param account over which it came
   */
  public Optional<OptOutList> listAfter(String consumer, String account, String text) {
    OptOutRules current = rules.get();
    OptOutScope scope = current.scope(consumer);
    if (scope == OptOutScope.OFF || !current.isOptOut(text)) {
      return Optional.empty();
    }
    return Optional.of(
        scope == OptOutScope.CONSUMER
            ? OptOutList.ofConsumer(consumer)
            : OptOutList.ofAccount(account));
  }

  /**
   * The lists whose numbers get nothing.
   *
   * @param consumer who sends
   * @param route all channels over which the message may go: a list of one account counts on all of
   *     them, so that the others are no way around it
   */
  public List<OptOutList> listsFor(String consumer, boolean isUrgent, Collection<String> route) {
    OptOutRules current = rules.get();
    OptOutScope scope = current.scope(consumer);
    if (scope == OptOutScope.OFF || isUrgent && current.exemptsUrgent()) {
      return List.of();
    }
    return scope == OptOutScope.CONSUMER
        ? List.of(OptOutList.ofConsumer(consumer))
        : route.stream()
            .flatMap(channel -> accounts.apply(channel).stream())
            .distinct()
            .sorted()
            .map(OptOutList::ofAccount)
            .toList();
  }
}
