package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.problem.Problems;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What needs an operator, of all kinds or of one, the oldest first in each. */
public final class ProblemsPage implements Section {

  private final Problems problems;
  private final Pages pages;

  ProblemsPage(Problems problems, Pages pages) {
    this.problems = problems;
    this.pages = pages;
  }

  /**
   * What is shown.
   *
   * @param kind the only one; empty for all
   * @param settled how many deliveries have just been settled together
   * @param resolved how many others have just been resolved
   * @param of how many these were
   */
  public record Model(
      Optional<String> kind,
      Optional<Long> settled,
      Optional<Long> resolved,
      Optional<Long> of,
      List<Problem> problems) {

    /** Copies the list. */
    public Model {
      problems = List.copyOf(problems);
    }

    /** Whether all of these can be resolved together. */
    public boolean canResolveAll() {
      return kind.filter(ResolvePage::canResolve).isPresent();
    }

    /** Whether these are unknown deliveries. */
    public boolean canSettleAll() {
      return kind.filter(Problem.Kind.UNKNOWN_DELIVERY.name()::equals).isPresent();
    }
  }

  @Override
  public Answer answer(Visit visit) {
    Optional<String> kind = visit.form().find("kind");
    return pages.page(
        200,
        "problems",
        visit.view(),
        new Model(
            kind,
            visit.form().find("settled").flatMap(Numbers::find),
            visit.form().find("resolved").flatMap(Numbers::find),
            visit.form().find("of").flatMap(Numbers::find),
            problems.list().stream()
                .filter(each -> kind.isEmpty() || each.kind().name().equals(kind.get()))
                .sorted(
                    Comparator.comparing(Problem::kind)
                        .thenComparing(each -> each.from().orElse(Instant.MAX)))
                .toList()));
  }
}
