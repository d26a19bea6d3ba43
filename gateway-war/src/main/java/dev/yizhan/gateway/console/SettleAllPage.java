package dev.yizhan.gateway.console;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.problem.Problems;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Settles all unknown deliveries that there were when the page was made. The page says how many;
 * one that comes later is none of them.
 */
public final class SettleAllPage implements Section {

  private final Problems problems;
  private final OperatorActions operations;
  private final Pages pages;

  SettleAllPage(Problems problems, OperatorActions operations, Pages pages) {
    this.problems = problems;
    this.operations = operations;
    this.pages = pages;
  }

  /**
   * The question.
   *
   * @param count of the deliveries
   * @param until when they had become unknown
   * @param reason as it was given
   * @param fault why it was not done
   */
  public record Model(int count, Instant until, String reason, Optional<String> fault) {

    /** Whether there may be more. */
    public boolean isCut() {
      return count >= Problems.MAX_PER_KIND;
    }

    /** The states to choose from. */
    public List<DeliveryState> states() {
      return OperatorActions.SETTLED_STATES.stream().toList();
    }
  }

  @Override
  public Answer answer(Visit visit) {
    if (!visit.operator().isAdmin()) {
      return pages.page(403, "message", visit.view(), visit.view().text("settleAll.viewer"));
    }
    if (!visit.isPost()) {
      return asked(visit, 200, newest(), "", Optional.empty());
    }
    Optional<Instant> until =
        visit.form().find("until").flatMap(Numbers::find).map(Instant::ofEpochMilli);
    String reason = visit.form().find("reason").orElse("");
    Optional<DeliveryState> state = OperatorActions.settledState(visit.form().find("state"));
    if (until.isEmpty() || reason.isEmpty() || state.isEmpty()) {
      return asked(
          visit,
          400,
          until.orElseGet(this::newest),
          reason,
          Optional.of(visit.view().text("settleAll.incomplete")));
    }
    int settled = 0;
    for (Problem problem : unknown(until.get())) {
      settled += settle(problem, state.get(), visit.operator().name(), reason);
    }
    return visit.redirect("/problems?kind=UNKNOWN_DELIVERY&settled=" + settled);
  }

  /** A report, or somebody else, may have been faster. */
  private int settle(Problem problem, DeliveryState state, String who, String reason) {
    try {
      operations.settle(
          problem.submission().orElseThrow(),
          new PhoneNumber(problem.number().orElseThrow()),
          state,
          who,
          reason);
      return 1;
    } catch (GatewayException e) {
      if (e.code() == FaultCode.NOT_UNKNOWN || e.code() == FaultCode.UNKNOWN_SUBMISSION) {
        return 0;
      }
      throw e;
    }
  }

  /** By the clock that made these times, which may be another node's. */
  private Instant newest() {
    return unknown(Instant.MAX).stream()
        .flatMap(each -> each.from().stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private List<Problem> unknown(Instant until) {
    return problems.list().stream()
        .filter(each -> each.kind() == Problem.Kind.UNKNOWN_DELIVERY)
        .filter(each -> each.from().filter(since -> !since.isAfter(until)).isPresent())
        .toList();
  }

  private Answer asked(
      Visit visit, int status, Instant until, String reason, Optional<String> fault) {
    return pages.page(
        status, "settleall", visit.view(), new Model(unknown(until).size(), until, reason, fault));
  }
}
