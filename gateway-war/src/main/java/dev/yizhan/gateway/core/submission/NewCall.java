package dev.yizhan.gateway.core.submission;

import dev.yizhan.vendor.Plan;
import java.time.Instant;
import java.util.List;

/**
 * A call to be made.
 *
 * @param step its channel, route and attempt
 * @param recipients of the call
 * @param dueAt when it is made
 */
public record NewCall(RouteStep step, List<Recipient> recipients, Instant dueAt) {

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
    return plan.calls().stream()
        .map(call -> new NewCall(step, call.positions().stream().map(planned::get).toList(), dueAt))
        .toList();
  }
}
