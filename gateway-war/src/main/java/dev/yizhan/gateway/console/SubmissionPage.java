package dev.yizhan.gateway.console;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.Cancellation;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.operation.StoredText;
import dev.yizhan.gateway.core.operation.SubmissionName;
import dev.yizhan.gateway.core.search.FoundRecord;
import dev.yizhan.gateway.core.search.RecordSearch;
import dev.yizhan.gateway.core.sending.Submissions;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A submission, and the settlement of one of its deliveries. The delivery is named by its position,
 * so that no number stands in an address.
 */
public final class SubmissionPage implements Section {

  private static final Set<DeliveryState> WAITING =
      EnumSet.of(DeliveryState.QUEUED, DeliveryState.SCHEDULED);

  private final Submissions submissions;
  private final OperatorActions operations;
  private final RecordSearch records;
  private final Pages pages;

  SubmissionPage(
      Submissions submissions, OperatorActions operations, RecordSearch records, Pages pages) {
    this.submissions = submissions;
    this.operations = operations;
    this.records = records;
    this.pages = pages;
  }

  /**
   * What is shown.
   *
   * @param from the position of the first delivery of the page
   * @param done what has just been done: {@code settle}, {@code cancel}, {@code send}; empty for
   *     nothing
   * @param records about these recipients
   */
  public record Model(Submission submission, int from, String done, List<FoundRecord> records) {

    /** Copies the list. */
    public Model {
      records = List.copyOf(records);
    }

    /** All that happened, by time. */
    public List<Timeline.Entry> timeline() {
      return Timeline.of(submission, records);
    }

    /** Whether more may have come than is shown. */
    public boolean isCut() {
      return records.size() >= RecordSearch.MOST_ABOUT;
    }

    /** Whether anything of it may wait: there may be more than this page shows. */
    public boolean canCancel() {
      return submission.deliveries().stream().anyMatch(SubmissionPage::waits)
          || (submission.next().isPresent()
              && WAITING.stream().map(Enum::name).anyMatch(submission.state()::equals));
    }
  }

  /**
   * The question whether to cancel.
   *
   * @param waiting how many deliveries of the first page wait
   * @param fault why it was not done
   */
  public record Cancel(Submission submission, long waiting, Optional<String> fault) {

    private static Cancel of(Submission submission, Optional<String> fault) {
      return new Cancel(
          submission,
          submission.deliveries().stream().filter(SubmissionPage::waits).count(),
          fault);
    }

    /** Whether there is anything to cancel, or may be beyond the first page. */
    public boolean canCancel() {
      return waiting > 0 || isCut();
    }

    /** Whether there are more recipients than were counted. */
    public boolean isCut() {
      return submission.next().isPresent();
    }
  }

  private static boolean waits(Delivery delivery) {
    return WAITING.contains(delivery.state());
  }

  /** The text to one recipient. */
  public record Text(long submission, StoredText stored) {}

  /**
   * The question whether to settle a delivery.
   *
   * @param position of the delivery
   * @param reason as it was given
   * @param fault why it was not done
   */
  public record Settle(
      Submission submission,
      Delivery delivery,
      int position,
      String reason,
      Optional<String> fault) {

    /** The states to choose from. */
    public List<DeliveryState> states() {
      return OperatorActions.SETTLED_STATES.stream().toList();
    }
  }

  @Override
  public Answer answer(Visit visit) {
    long id = visit.at(1).flatMap(Numbers::find).orElseThrow(SubmissionPage::unknown);
    if (visit.at(2).filter("text"::equals).isPresent()) {
      return text(visit, id);
    }
    if (visit.at(2).filter("cancel"::equals).isPresent()) {
      return cancel(visit, id);
    }
    if (visit.at(2).isPresent()) {
      return settle(visit, id);
    }
    int from =
        visit.form().find("from").flatMap(Numbers::find).map(SubmissionPage::position).orElse(0);
    Submission submission = read(id, from);
    return pages.page(
        200,
        "submission",
        visit.view(),
        new Model(
            submission,
            from,
            visit
                .form()
                .find("done")
                .filter(Set.of("settle", "cancel", "send")::contains)
                .orElse(""),
            records.about(submission)));
  }

  /** By POST only: a link that is followed by itself must leave no trace in the journal. */
  private Answer text(Visit visit, long id) {
    if (!visit.isPost() || !visit.operator().mayReadTexts()) {
      return pages.page(403, "message", visit.view(), visit.view().text("text.notAllowed"));
    }
    int position = visit.at(3).flatMap(Numbers::find).map(SubmissionPage::position).orElse(0);
    return pages.page(
        200,
        "text",
        visit.view(),
        new Text(id, operations.readText(id, position, visit.operator().name())));
  }

  private Answer cancel(Visit visit, long id) {
    if (!visit.isPost()) {
      return asked(visit, 200, Cancel.of(read(id, 0), Optional.empty()));
    }
    try {
      Cancellation cancellation =
          operations.cancel(
              SubmissionName.of(id),
              visit.operator().name(),
              visit.form().find("reason").orElse(""));
      return cancellation.isDone()
          ? visit.redirect("/submission/" + id + "?done=cancel")
          : asked(
              visit,
              409,
              Cancel.of(
                  cancellation.submission(), Optional.of(visit.view().text("cancel.nothing"))));
    } catch (GatewayException e) {
      if (e.code() == FaultCode.UNKNOWN_SUBMISSION) {
        throw e;
      }
      return asked(visit, 400, Cancel.of(read(id, 0), Optional.of(visit.view().fault(e))));
    }
  }

  private Answer asked(Visit visit, int status, Cancel model) {
    return pages.page(status, "cancel", visit.view(), model);
  }

  private Submission read(long id, int from) {
    return submissions.find(Optional.empty(), Optional.of(id), Optional.empty(), from);
  }

  private static int position(long given) {
    return (int) Math.min(given, Integer.MAX_VALUE);
  }

  private static GatewayException unknown() {
    return GatewayException.of(FaultCode.UNKNOWN_SUBMISSION, "There is no such submission");
  }

  private Answer settle(Visit visit, long id) {
    int position =
        visit
            .at(2)
            .filter("settle"::equals)
            .flatMap(word -> visit.at(3))
            .flatMap(Numbers::find)
            .map(SubmissionPage::position)
            .orElseThrow(SubmissionPage::unknown);
    Submission submission = read(id, position);
    Delivery delivery =
        submission.deliveries().stream().findFirst().orElseThrow(SubmissionPage::unknown);
    String reason = visit.form().find("reason").orElse("");
    if (!visit.isPost()) {
      return asked(visit, 200, new Settle(submission, delivery, position, "", Optional.empty()));
    }
    try {
      settle(visit, id, delivery.number(), reason);
      return visit.redirect("/submission/" + id + "?done=settle");
    } catch (GatewayException e) {
      Submission now = read(id, position);
      return asked(
          visit,
          e.code() == FaultCode.NOT_UNKNOWN ? 409 : 400,
          new Settle(
              now, now.deliveries().get(0), position, reason, Optional.of(visit.view().fault(e))));
    }
  }

  private void settle(Visit visit, long id, PhoneNumber number, String reason) {
    DeliveryState state =
        OperatorActions.settledState(visit.form().find("state"))
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.INVALID_REQUEST, "state: choose what became of it"));
    operations.settle(id, number, state, visit.operator().name(), reason);
  }

  private Answer asked(Visit visit, int status, Settle model) {
    return pages.page(status, "settle", visit.view(), model);
  }
}
