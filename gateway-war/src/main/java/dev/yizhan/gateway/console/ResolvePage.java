package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.polling.Reprocessing;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.problem.Problems;
import dev.yizhan.gateway.core.record.Reader;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads answers again or ticks them off, and skips refused records: one, or all that there were
 * when the page was made. The page says how many; one that comes later is none of them.
 */
public final class ResolvePage implements Section {

  private static final Set<Problem.Kind> KINDS =
      EnumSet.of(
          Problem.Kind.UNREADABLE_ANSWER,
          Problem.Kind.BROKEN_RECORD,
          Problem.Kind.CALLBACK_REFUSED);

  private final Problems problems;
  private final Reprocessing reprocessing;
  private final Callbacks callbacks;
  private final Pages pages;

  ResolvePage(Problems problems, Reprocessing reprocessing, Callbacks callbacks, Pages pages) {
    this.problems = problems;
    this.reprocessing = reprocessing;
    this.callbacks = callbacks;
    this.pages = pages;
  }

  /** What is to be resolved. */
  private record Asked(Problem.Kind kind, String only, Instant until) {

    boolean has(Problem problem) {
      return problem.kind() == kind
          && key(problem).filter(own -> only.isEmpty() || only.equals(own)).isPresent()
          && problem.from().filter(since -> !since.isAfter(until)).isPresent();
    }
  }

  /**
   * The question.
   *
   * @param key of the only one; empty for all
   * @param count of answers or records
   * @param until when they had come
   * @param reason as it was given
   * @param fault why it was not done
   */
  public record Model(
      Problem.Kind kind,
      String key,
      int count,
      Instant until,
      String reason,
      Optional<String> fault) {

    /** Whether these are records, which can only be skipped. */
    public boolean isRefused() {
      return kind == Problem.Kind.CALLBACK_REFUSED;
    }

    /** Whether there may be more. */
    public boolean isCut() {
      return count >= Problems.MAX_PER_KIND;
    }
  }

  /** The path of the page for a problem, if it can be resolved here. */
  public static Optional<String> path(Problem problem) {
    return key(problem)
        .map(key -> "/resolve" + Form.query("kind", problem.kind().name(), "one", key));
  }

  /** Whether problems of a kind can be resolved here. */
  static boolean canResolve(String kind) {
    return KINDS.stream().map(Enum::name).anyMatch(kind::equals);
  }

  /** By which an answer or a record is known; several problems may be about one answer. */
  private static Optional<String> key(Problem problem) {
    if (!KINDS.contains(problem.kind())) {
      return Optional.empty();
    }
    return problem
        .subject()
        .original()
        .map(original -> Long.toString(original.id()))
        .or(
            () ->
                problem
                    .subject()
                    .reading()
                    .flatMap(
                        reading ->
                            reading
                                .position()
                                .map(
                                    position ->
                                        String.join(
                                            " ",
                                            reading.consumer(),
                                            reading.reader(),
                                            Long.toString(position)))));
  }

  @Override
  public Answer answer(Visit visit) {
    if (!visit.operator().isAdmin()) {
      return pages.page(403, "message", visit.view(), visit.view().text("resolve.viewer"));
    }
    Problem.Kind kind =
        KINDS.stream()
            .filter(each -> visit.form().find("kind").filter(each.name()::equals).isPresent())
            .findFirst()
            .orElseThrow(
                () -> GatewayException.of(FaultCode.INVALID_REQUEST, "kind: give one of " + KINDS));
    String key = visit.form().find("one").orElse("");
    Optional<Instant> until =
        visit.form().find("until").flatMap(Numbers::find).map(Instant::ofEpochMilli);
    String reason = visit.form().find("reason").orElse("");
    Asked asked = new Asked(kind, key, until.orElseGet(() -> newest(kind, key)));
    if (!visit.isPost()) {
      return page(visit, 200, asked, "", Optional.empty());
    }
    boolean readsAgain =
        kind != Problem.Kind.CALLBACK_REFUSED
            && visit.form().find("do").filter("again"::equals).isPresent();
    if (until.isEmpty() || (!readsAgain && reason.isEmpty())) {
      return page(visit, 400, asked, reason, Optional.of(visit.view().text("resolve.incomplete")));
    }
    Collection<Problem> found = found(asked);
    Optional<String> given = readsAgain ? Optional.empty() : Optional.of(reason);
    long resolved =
        found.stream().filter(problem -> resolve(problem, given, visit.operator().name())).count();
    return visit.redirect(
        "/problems"
            + Form.query(
                "kind", kind.name(),
                "resolved", Long.toString(resolved),
                "of", Integer.toString(found.size())));
  }

  /** Each in a transaction of its own. Somebody else, or the receiver, may have been faster. */
  private boolean resolve(Problem problem, Optional<String> reason, String who) {
    try {
      if (problem.kind() == Problem.Kind.CALLBACK_REFUSED) {
        return skip(problem.subject().reading().orElseThrow(), reason.orElseThrow(), who);
      }
      return reprocessing
          .reprocess(problem.subject().original().orElseThrow().id(), reason, who)
          .reading()
          .isResolved();
    } catch (GatewayException e) {
      if (e.code() == FaultCode.INVALID_REQUEST) {
        return false;
      }
      throw e;
    }
  }

  private boolean skip(Problem.Reading reading, String reason, String who) {
    Callback.Id id = new Callback.Id(reading.consumer(), new Reader(reading.reader()));
    long position = reading.position().orElseThrow();
    return callbacks.statuses().stream()
        .filter(status -> status.id().equals(id))
        .map(Callbacks.Status::progress)
        .filter(
            progress -> progress.failures().isRefused() && progress.acknowledged() + 1 == position)
        .findFirst()
        .map(
            progress -> {
              callbacks.skip(id, progress.kind(), position, who, reason);
              return true;
            })
        .orElse(false);
  }

  /** By the clock that made these times, which may be another node's. */
  private Instant newest(Problem.Kind kind, String key) {
    return found(new Asked(kind, key, Instant.MAX)).stream()
        .flatMap(each -> each.from().stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private Collection<Problem> found(Asked asked) {
    Map<String, Problem> byKey = new LinkedHashMap<>();
    problems.list().stream()
        .filter(asked::has)
        .forEach(problem -> byKey.putIfAbsent(key(problem).orElseThrow(), problem));
    return byKey.values();
  }

  private Answer page(Visit visit, int status, Asked asked, String reason, Optional<String> fault) {
    return pages.page(
        status,
        "resolve",
        visit.view(),
        new Model(asked.kind(), asked.only(), found(asked).size(), asked.until(), reason, fault));
  }
}
