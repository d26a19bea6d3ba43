package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.operation.SearchPage;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.store.GatewayStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares three records of all messages, by phone: the clients' answers, the store, and the
 * simulated phones.
 */
final class Books {

  /**
   * The result of the comparison.
   *
   * @param sent messages that clients wanted to send
   * @param accepted those that were answered as stored
   * @param submitted those that the store calls submitted
   * @param unknown those that the store calls unknown
   * @param unexplained unknown ones without a reason
   * @param lost messages that were stored or sent, and that are missing elsewhere
   * @param doubled phones that received their message twice
   * @param billedParts of the simulated winic
   * @param sums of statements that are not what the submissions or the bill say
   * @param reasons of the unknown ones
   * @param examples of errors
   */
  record Result(
      int sent,
      int accepted,
      int submitted,
      int unknown,
      int unexplained,
      int lost,
      int doubled,
      int billedParts,
      List<String> sums,
      Map<String, Integer> reasons,
      List<String> examples) {

    boolean isRight() {
      return lost == 0 && doubled == 0 && unexplained == 0 && sums.isEmpty();
    }

    static String header() {
      return "| sent | answered accepted | submitted | unknown | unexplained | lost | doubled | parts billed | wrong sums |\n"
          + "|---|---|---|---|---|---|---|---|---|";
    }

    String row() {
      return "| %d | %d | %d | %d | %d | %d | %d | %d | %d |"
          .formatted(
              sent,
              accepted,
              submitted,
              unknown,
              unexplained,
              lost,
              doubled,
              billedParts,
              sums.size());
    }
  }

  private Books() {}

  static Result compare(
      Map<String, Consumers.Result> answers,
      GatewayStore store,
      Map<String, Integer> phones,
      Bill bill) {
    Map<String, List<Submission>> written = written(store);
    int accepted = 0;
    int submitted = 0;
    int unknown = 0;
    int unexplained = 0;
    int lost = 0;
    int doubled = 0;
    Map<String, Integer> reasons = new TreeMap<>();
    List<String> examples = new ArrayList<>();
    Map<String, Consumers.Result> all = new HashMap<>(answers);
    phones.keySet().forEach(phone -> all.putIfAbsent(phone, null));
    for (Map.Entry<String, Consumers.Result> each : all.entrySet()) {
      Consumers.Result word = each.getValue();
      List<Submission> submissions = written.getOrDefault(each.getKey(), List.of());
      int got = phones.getOrDefault(each.getKey(), 0);
      boolean wrong = word == null || submissions.size() > 1;
      accepted += word != null && word.kind() == Consumers.Result.Kind.ACCEPTED ? 1 : 0;
      doubled += got > 1 ? 1 : 0;
      if (submissions.isEmpty()) {
        wrong |= got > 0 || word != null && word.kind() == Consumers.Result.Kind.ACCEPTED;
      } else {
        Submission submission = submissions.get(0);
        wrong |= word != null && word.kind() == Consumers.Result.Kind.REFUSED;
        wrong |=
            word != null
                && word.kind() == Consumers.Result.Kind.ACCEPTED
                && !isNamed(submission, word.detail());
        switch (DeliveryState.valueOf(submission.state())) {
          case SUBMITTED, DELIVERED, FAILED -> {
            submitted++;
            wrong |= got == 0;
          }
          case UNKNOWN -> {
            unknown++;
            String why =
                submission.calls().stream()
                    .reduce((first, last) -> last)
                    .flatMap(call -> call.answer().meaning())
                    .orElse("");
            reasons.merge(why, 1, Integer::sum);
            unexplained += why.isEmpty() ? 1 : 0;
          }
          case REJECTED, EXPIRED, CANCELLED -> wrong |= got > 0;
          default -> wrong = true;
        }
      }
      lost += wrong ? 1 : 0;
      if ((wrong || got > 1) && examples.size() < 10) {
        examples.add(
            each.getKey()
                + ": answered "
                + word
                + ", written "
                + submissions.stream().map(s -> s.state() + " " + s.calls()).toList()
                + ", phone got "
                + got);
      }
    }
    List<String> sums =
        new ArrayList<>(store.statementDifferences(LocalDate.now(QuietHours.CHINA).minusDays(1)));
    sums.addAll(bill.differences(store, written));
    examples.addAll(sums);
    return new Result(
        answers.size(),
        accepted,
        submitted,
        unknown,
        unexplained,
        lost,
        doubled,
        bill.parts(),
        sums,
        reasons,
        examples);
  }

  /** A front door answers an id that is in the reference. */
  private static boolean isNamed(Submission submission, String id) {
    return submission
        .head()
        .reference()
        .map(reference -> reference.endsWith(" " + id))
        .orElseGet(() -> Long.toString(submission.id()).equals(id));
  }

  /** All submissions, by phone. */
  static Map<String, List<Submission>> written(GatewayStore store) {
    Map<String, List<Submission>> written = new HashMap<>();
    Optional<Long> below = Optional.empty();
    boolean more = true;
    while (more) {
      SearchPage page =
          store
              .operators()
              .search(
                  new SearchQuery(
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      below));
      for (Submission submission : page.submissions()) {
        written
            .computeIfAbsent(
                submission.deliveries().get(0).number().digits(), phone -> new ArrayList<>())
            .add(submission);
        below = Optional.of(submission.id());
      }
      more = page.more();
    }
    return written;
  }
}
