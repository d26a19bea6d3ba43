package dev.yizhan.gateway.core;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.VendorCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call that is to be made.
 *
 * @param channel over which channel
 * @param route the channels over which it may go, in order; this one among them
 * @param attempt how often its recipients will have been tried when it is made, from 1
 * @param recipients to whom
 * @param dueAt when
 */
public record NewCall(
    String channel, List<String> route, int attempt, List<Recipient> recipients, Instant dueAt) {

  private record Key(PhoneNumber number, String text) {}

  /** Copies the lists. */
  public NewCall {
    route = List.copyOf(route);
    recipients = List.copyOf(recipients);
  }

  /** Where and when calls are to go. */
  record Way(String channel, List<String> route, int attempt, Instant dueAt) {}

  /** The calls of a plan, each with those of the planned recipients that are in it. */
  static List<NewCall> of(Plan plan, List<Recipient> planned, Way way) {
    Map<Key, List<Recipient>> left = new HashMap<>();
    for (int i = 0; i < planned.size(); i++) {
      Recipient recipient = planned.get(i);
      left.computeIfAbsent(
              new Key(recipient.number(), text(plan.texts(), i)), key -> new ArrayList<>(1))
          .add(recipient);
    }
    List<NewCall> calls = new ArrayList<>();
    for (VendorCall call : plan.calls()) {
      List<Recipient> of = new ArrayList<>();
      for (int i = 0; i < call.recipients().size(); i++) {
        List<Recipient> same =
            left.remove(new Key(call.recipients().get(i), text(call.texts(), i)));
        // Texts that differ as given may be the same as they go out: then it goes out once.
        of.addAll(same == null ? List.of() : same);
      }
      calls.add(new NewCall(way.channel(), way.route(), way.attempt(), of, way.dueAt()));
    }
    return calls;
  }

  private static String text(List<String> texts, int index) {
    return texts.get(texts.size() == 1 ? 0 : index);
  }
}
