package dev.yizhan.gateway.crash;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.statement.BilledCalls;
import dev.yizhan.gateway.core.statement.BillingDifference;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.world.PhoneMessage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the simulated winic bills, message by message, whether or not its answers arrive. */
final class Bill {

  private static final String ACCOUNT = "winic";
  private static final BigDecimal PRICE = new BigDecimal("0.10");

  private final Map<String, Integer> partsByPhone = new ConcurrentHashMap<>();

  void add(PhoneMessage message) {
    if (message.acceptance().vendor().startsWith(ACCOUNT)) {
      partsByPhone.merge(
          message.phone(), SegmentLength.DEFAULT.segments(message.text()), Integer::sum);
    }
  }

  int parts() {
    return partsByPhone.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What the bill has for phones whose submissions are in a state or had an outcome. */
  private record Parts(long answered, long settled, Set<Long> doubtful) {}

  private Parts parts(Map<String, List<Submission>> written) {
    long answered = 0;
    long settled = 0;
    Set<Long> doubtful = new HashSet<>();
    for (Map.Entry<String, Integer> each : partsByPhone.entrySet()) {
      List<Submission> submissions = written.getOrDefault(each.getKey(), List.of());
      if (!submissions.isEmpty()) {
        Submission submission = submissions.get(0);
        if (submission.calls().stream()
            .anyMatch(call -> call.outcome() == CallRecord.Result.ACCEPTED)) {
          answered += each.getValue();
        }
        if (submission.deliveries().get(0).state() == DeliveryState.UNKNOWN) {
          doubtful.add(submission.id());
        } else {
          settled += each.getValue();
        }
      }
    }
    return new Parts(answered, settled, doubtful);
  }

  /**
   * Compares with statements and reconciliations of yesterday and today. Messages that the store
   * does not have are found elsewhere.
   *
   * @param written all submissions, by phone
   */
  List<String> differences(GatewayStore store, Map<String, List<Submission>> written) {
    Parts billed = parts(written);
    LocalDate today = LocalDate.now(QuietHours.CHINA);
    LocalDate yesterday = today.minusDays(1);
    long stated = 0;
    BigDecimal charged = BigDecimal.ZERO;
    for (List<StatementLine> lines :
        store.statements().lines(yesterday, today, Optional.empty()).values()) {
      for (StatementLine line : lines) {
        if (line.account().equals(ACCOUNT)) {
          stated += line.calls().billedParts();
          charged = charged.add(line.calls().charge());
        }
      }
    }
    long answered = 0;
    long sent = 0;
    Set<Long> listed = new HashSet<>();
    for (LocalDate day : List.of(yesterday, today)) {
      BilledCalls calls = store.reconciliation().calls(ACCOUNT, day, Integer.MAX_VALUE);
      answered += calls.billedParts();
      sent += calls.sent().segments();
      calls.differences().stream()
          .map(BillingDifference::call)
          .forEach(call -> listed.add(call.submission()));
    }
    List<String> differences = new ArrayList<>();
    require(differences, "billed parts of statements", stated, billed.answered());
    require(differences, "billed parts of reconciliations", answered, billed.answered());
    require(differences, "sent segments of reconciliations", sent, billed.settled());
    BigDecimal charge = PRICE.multiply(BigDecimal.valueOf(billed.answered()));
    if (charged.compareTo(charge) != 0) {
      differences.add("charge of statements: " + charged + ", billed " + charge);
    }
    if (!listed.containsAll(billed.doubtful())) {
      differences.add("billed, unknown and not listed: " + billed.doubtful());
    }
    return differences;
  }

  private static void require(List<String> differences, String what, long counted, long billed) {
    if (counted != billed) {
      differences.add(what + ": " + counted + ", billed " + billed);
    }
  }
}
