package dev.yizhan.gateway.core.problem;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.callback.Progress;
import dev.yizhan.gateway.core.channel.CertificateEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Callbacks to which nothing is delivered, and records that their receivers refuse. */
public final class CallbackProblems {

  /** Receivers are restarted and deployed: that is no problem. */
  static final Duration STALLED_AFTER = Duration.ofMinutes(10);

  private final Callbacks callbacks;

  public CallbackProblems(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  List<Problem> list(Instant now) {
    List<Problem> problems = new ArrayList<>();
    for (Callbacks.Status status : callbacks.statuses()) {
      Progress.Failures failures = status.progress().failures();
      boolean isStalled =
          failures.since().filter(since -> !since.plus(STALLED_AFTER).isAfter(now)).isPresent();
      if (failures.isRefused() && status.oldest().isPresent()) {
        problems.add(problem(Problem.Kind.CALLBACK_REFUSED, status, "refuses this record"));
      } else if (isStalled && status.oldest().isPresent()) {
        problems.add(problem(Problem.Kind.CALLBACK_STALLED, status, "accepts nothing"));
      }
    }
    for (Callback callback : callbacks.all()) {
      for (CertificateEnd end : callback.receiver().certificateEnds()) {
        if (end.isNear(now)) {
          problems.add(certificateEnds(callback, end, now));
        }
      }
    }
    return problems;
  }

  private static Problem certificateEnds(Callback callback, CertificateEnd end, Instant now) {
    return new Problem(
        Problem.Kind.CERTIFICATE_ENDS,
        Problem.Subject.reading(
            new Problem.Reading(
                callback.consumer(), callback.id().reader().name(), Optional.empty())),
        Optional.empty(),
        Optional.of(end.at()),
        end.certificate()
            + (end.at().isAfter(now) ? " ends at " : " has ended at ")
            + Problem.chinaTime(end.at())
            + ". Ask the consumer for the next one, and configure it beside this one"
            + " (the setting pin)");
  }

  private static Problem problem(Problem.Kind kind, Callbacks.Status status, String what) {
    Progress progress = status.progress();
    return new Problem(
            kind,
            Problem.Subject.reading(
                new Problem.Reading(
                    status.id().consumer(),
                    status.id().reader().name(),
                    Optional.of(progress.acknowledged() + 1))),
            progress.failures().since(),
            Optional.empty(),
            "The callback "
                + what
                + " ("
                + progress.kind()
                + "): "
                + progress.failures().reason().orElse("unknown")
                + ". "
                + (progress.assigned() - progress.acknowledged())
                + " wait. It is tried again at growing intervals; a record that is refused for good can be"
                + " skipped with SkipRecord")
        .with(Problem.Occurrences.of(progress.failures().count()));
  }
}
