package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.ServedRequest;
import dev.yizhan.sandbox.world.PollAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the vendor simulators observed, by their own clock. */
final class VendorView {

  private static final Duration TOLERANCE = Duration.ofMillis(5);
  private static final int POLLED_QUESTIONS = 6;

  private final Queue<ServedRequest> requests = new ConcurrentLinkedQueue<>();
  private final Queue<PollAnswer> pollAnswers = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> received = new ConcurrentHashMap<>();

  VendorView(Sandbox sandbox) {
    sandbox.listen(message -> received.merge(message.phone(), 1, Integer::sum));
    sandbox.listenRequests(requests::add);
    sandbox.listenPolls(
        answer -> {
          if (!answer.records().isEmpty()) {
            pollAnswers.add(answer);
          }
        });
  }

  /** How many messages each phone received. */
  Map<String, Integer> received() {
    return received;
  }

  int messages() {
    return received.values().stream().mapToInt(count -> count).sum();
  }

  /** The answers that returned records. */
  Queue<PollAnswer> pollAnswers() {
    return pollAnswers;
  }

  int returnedRecords() {
    return pollAnswers.stream().mapToInt(answer -> answer.records().size()).sum();
  }

  /** Polls for one thing never overlap, and each begins a pause after the end of the last. */
  void assertPauses(Duration pause) {
    Map<String, List<ServedRequest>> polls = new TreeMap<>();
    for (ServedRequest each : requests) {
      if (each.target().matches(".*(get_re|SMS_Reports|GET_SMS_MO|GetReport|GetMo).*")) {
        polls.computeIfAbsent(each.target(), target -> new ArrayList<>()).add(each);
      }
    }
    assertThat(polls).as("two of each vendor").hasSize(POLLED_QUESTIONS);
    polls.forEach(
        (target, all) -> {
          all.sort(Comparator.comparing(ServedRequest::from));
          assertThat(all).as(target).hasSizeGreaterThan(10);
          for (int i = 1; i < all.size(); i++) {
            Duration actual = Duration.between(all.get(i - 1).to(), all.get(i).from());
            assertThat(actual)
                .as(target + " at " + all.get(i))
                .isGreaterThan(pause.minus(TOLERANCE));
          }
        });
  }
}
