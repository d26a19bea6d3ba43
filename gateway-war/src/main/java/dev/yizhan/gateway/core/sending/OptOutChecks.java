package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.optout.OptOutStore;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.Recipient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Finds recipients that have opted out. Reads the store only if there are lists. */
public final class OptOutChecks {

  private static final System.Logger LOG = System.getLogger(OptOutChecks.class.getName());

  private final OptOutPolicy policy;
  private final OptOutStore store;
  private final Clock clock;
  private final Events events;

  public OptOutChecks(OptOutPolicy policy, OptOutStore store, Clock clock, Events events) {
    this.policy = policy;
    this.store = store;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Refuses a submission with a recipient that has opted out.
   *
   * @param isRepeated whether an earlier request was accepted under the same id, so that this one
   *     is no new refusal
   * @throws GatewayException with all such recipients
   */
  void refuse(NewSubmission planned, BooleanSupplier isRepeated) {
    Map<List<String>, List<Recipient>> byRoute = new LinkedHashMap<>();
    for (NewCall call : planned.calls()) {
      byRoute
          .computeIfAbsent(call.step().route(), route -> new ArrayList<>())
          .addAll(call.recipients());
    }
    List<Recipient> listed = listed(planned.consumer(), planned.priority(), byRoute);
    if (listed.isEmpty()) {
      return;
    }
    if (!isRepeated.getAsBoolean()) {
      count(planned, new HashSet<>(listed));
    }
    throw RecipientFaults.optedOut(planned.content(), listed);
  }

  /**
   * The recipients that have opted out, in the order of their positions.
   *
   * @param byRoute the recipients of a message, by the channels over which they may be sent to
   */
  List<Recipient> listed(
      String consumer, Priority priority, Map<List<String>, List<Recipient>> byRoute) {
    List<Recipient> listed = new ArrayList<>();
    byRoute.forEach(
        (route, recipients) -> {
          List<OptOutList> lists = policy.listsFor(consumer, priority == Priority.URGENT, route);
          if (!lists.isEmpty()) {
            Set<PhoneNumber> numbers = store.listed(lists, numbers(recipients));
            recipients.stream()
                .filter(recipient -> numbers.contains(recipient.number()))
                .forEach(listed::add);
          }
        });
    listed.sort(Comparator.comparing(Recipient::position));
    return listed;
  }

  private static Collection<PhoneNumber> numbers(List<Recipient> recipients) {
    return recipients.stream().map(Recipient::number).toList();
  }

  /** For statements and metrics: a refused submission is not stored. */
  private void count(NewSubmission planned, Set<Recipient> listed) {
    Map<String, Integer> byChannel = new TreeMap<>();
    for (NewCall call : planned.calls()) {
      int recipients = (int) call.recipients().stream().filter(listed::contains).count();
      if (recipients > 0) {
        byChannel.merge(call.channel(), recipients, Integer::sum);
      }
    }
    events.optedOut(planned.consumer(), Events.OptOutPoint.SUBMISSION, listed.size());
    try {
      byChannel.forEach(
          (channel, recipients) ->
              store.countRefused(clock.instant(), planned.consumer(), channel, recipients));
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "A statement lacks refused recipients", e);
    }
  }
}
