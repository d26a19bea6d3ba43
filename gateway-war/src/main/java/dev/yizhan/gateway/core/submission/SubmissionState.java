package dev.yizhan.gateway.core.submission;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A summary of the states of a submission's deliveries: the state that all of them have; else the
 * first of {@code SUBMITTING}, {@code QUEUED}, {@code SCHEDULED}, {@code UNKNOWN} that any of them
 * has; else {@code MIXED}.
 */
public final class SubmissionState {

  private static final List<DeliveryState> PRECEDENCE =
      List.of(
          DeliveryState.SUBMITTING,
          DeliveryState.QUEUED,
          DeliveryState.SCHEDULED,
          DeliveryState.UNKNOWN);

  private SubmissionState() {}

  /**
   * Summarises states.
   *
   * @param states of all deliveries, at least one
   * @return the name of a {@link DeliveryState}, or {@code MIXED}
   */
  public static String of(Collection<DeliveryState> states) {
    Set<DeliveryState> present = EnumSet.copyOf(states);
    if (present.size() == 1) {
      return present.iterator().next().name();
    }
    return PRECEDENCE.stream()
        .filter(present::contains)
        .findFirst()
        .map(DeliveryState::name)
        .orElse("MIXED");
  }
}
