package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.VendorCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call to be made.
 *
 * @param step its channel, route and attempt
 * @param recipients of the call
 * @param dueAt when it is made
 */
public record NewCall(RouteStep step, List<Recipient> recipients, Instant dueAt) {

  private record Key(PhoneNumber number, String text) {}

  /** Copies the list. */
  public NewCall {
    recipients = List.copyOf(recipients);
  }

  public String channel() {
    return step.channel();
  }

  /** The calls of a plan with their recipients. */
  public static List<NewCall> of(
      Plan plan, List<Recipient> planned, RouteStep step, Instant dueAt) {
    Map<Key, List<Recipient>> left = new HashMap<>();
    for (int i = 0; i < planned.size(); i++) {
      Recipient recipient = planned.get(i);
      left.computeIfAbsent(
              new Key(recipient.number(), text(plan.texts(), i)), key -> new ArrayList<>(1))
          .add(recipient);
    }
    List<NewCall> calls = new ArrayList<>();
    for (VendorCall call : plan.calls()) {
      List<Recipient> included = new ArrayList<>();
      for (int i = 0; i < call.recipients().size(); i++) {
        List<Recipient> same =
            left.remove(new Key(call.recipients().get(i), text(call.texts(), i)));
        // Texts that differ as given may be equal as they are sent: then one message is sent.
        included.addAll(same == null ? List.of() : same);
      }
      calls.add(new NewCall(step, included, dueAt));
    }
    return calls;
  }

  private static String text(List<String> texts, int index) {
    return texts.get(texts.size() == 1 ? 0 : index);
  }
}
