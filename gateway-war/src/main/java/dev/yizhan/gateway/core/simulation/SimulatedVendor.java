package dev.yizhan.gateway.core.simulation;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.Category;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.TestChannels;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plans as the vendor of a channel, and answers as it would. It has neither an address, a transport
 * nor credentials.
 */
final class SimulatedVendor implements VendorClient {

  private static final Duration SLOW = Duration.ofSeconds(10);
  private static final Duration UNTIL_REPORT = Duration.ofSeconds(2);
  private static final Duration UNTIL_REPLY = Duration.ofSeconds(3);
  private static final Balance BALANCE = new Balance(new BigDecimal("1000"), Balance.Unit.CNY);

  /**
   * What all simulated vendors share.
   *
   * @param closing ends slow answers
   */
  record Shared(SimulationStore store, Clock clock, CountDownLatch closing) {}

  private final Channel simulated;
  private final List<ResultCode> codes;
  private final Shared shared;

  /** Simulates the vendor of a channel, of which only the rules are used. */
  SimulatedVendor(Channel simulated, List<ResultCode> codes, Shared shared) {
    this.simulated = simulated;
    this.codes = List.copyOf(codes);
    this.shared = shared;
  }

  @Override
  public Abilities abilities() {
    return simulated.client().abilities();
  }

  @Override
  public Plan plan(Message message) {
    return simulated.client().plan(message);
  }

  @Override
  public Outcome<Balance> balance() {
    return new Outcome.Accepted<>(BALANCE);
  }

  /** As at a vendor, the reports are on their way before the gateway has the answer. */
  @Override
  public Outcome<Sent> send(VendorCall call) {
    String id = call.options().id().orElseThrow();
    SimulatedOutcome outcome = SimulatedOutcome.ofCall(call.recipients());
    if (outcome == SimulatedOutcome.SLOW && isClosedWithin(SLOW)) {
      return new Outcome.NotSent<>("the gateway stops");
    }
    if (outcome.isTaken()) {
      List<SimulatedRecord> records = records(id, call.recipients());
      if (!records.isEmpty()) {
        shared.store().add(records);
      }
    }
    return switch (outcome) {
      case REJECTED -> rejected(Category.RECIPIENT, Category.CONTENT, Category.OTHER);
      case REJECTED_FOR_BALANCE -> rejected(Category.BALANCE, Category.BLOCKED);
      case NOT_SENT -> new Outcome.NotSent<>("the simulated vendor cannot be reached");
      case ANSWER_LOST, LOST ->
          new Outcome.Unknown<>("the simulated connection was cut after the request");
      default -> new Outcome.Accepted<>(Sent.withId(SimulatedRecord.vendorId(id)));
    };
  }

  private boolean isClosedWithin(Duration time) {
    try {
      return shared.closing().await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private List<SimulatedRecord> records(String callId, List<PhoneNumber> numbers) {
    Instant now = shared.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    String account = TestChannels.nameOf(simulated.name());
    List<SimulatedRecord> records = new ArrayList<>();
    for (PhoneNumber number : numbers) {
      SimulatedOutcome outcome = SimulatedOutcome.of(number);
      outcome
          .status()
          .ifPresent(
              status ->
                  records.add(
                      new SimulatedRecord(
                          account,
                          callId,
                          number.digits(),
                          Optional.of(status),
                          now.plus(UNTIL_REPORT))));
      if (outcome == SimulatedOutcome.REPLIES) {
        records.add(
            new SimulatedRecord(
                account, callId, number.digits(), Optional.empty(), now.plus(UNTIL_REPLY)));
      }
    }
    return records;
  }

  /** With the vendor's first code of one of the categories, the earlier ones first. */
  private Outcome<Sent> rejected(Category... categories) {
    for (Category category : categories) {
      for (ResultCode code : codes) {
        if (code.category() == category) {
          return new Outcome.Rejected<>(code, Optional.empty());
        }
      }
    }
    return new Outcome.Rejected<>(new ResultCode.Unlisted("-1"), Optional.empty());
  }
}
