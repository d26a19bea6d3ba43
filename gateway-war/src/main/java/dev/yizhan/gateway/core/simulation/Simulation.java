package dev.yizhan.gateway.core.simulation;

import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.TestChannels;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.core.record.IncomingRecords;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * Simulates each channel by another one beside it, and stores what its vendor reports. A simulated
 * channel has an account, a queue and a circuit of its own, so that no record, balance or failure
 * of one is taken for one of the other.
 */
public final class Simulation implements AutoCloseable {

  private static final int MOST_AT_ONCE = 500;
  private static final String REPLY = "收到";
  private static final byte[] NOTHING_RECEIVED = {};
  private static final Transport NO_TRANSPORT =
      request -> {
        throw new IllegalStateException("A simulated channel has no connection");
      };

  private final SimulationStore store;
  private final RecordStore records;
  private final Clock clock;
  private final Timing timing;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final PeriodicTasks tasks = new PeriodicTasks("yizhan-simulation");

  public Simulation(SimulationStore store, RecordStore records, Clock clock, Timing timing) {
    this.store = store;
    this.records = records;
    this.clock = clock;
    this.timing = timing;
  }

  /** Starts to report. */
  public void start() {
    tasks.every(timing.checkInterval(), "Simulated records cannot be stored now", this::report);
  }

  /**
   * The channels that simulate others.
   *
   * @param channels of the configuration
   * @param codes with which the vendor of each rejects
   */
  public List<Channel> channels(List<Channel> channels, Map<String, List<ResultCode>> codes) {
    SimulatedVendor.Shared shared = new SimulatedVendor.Shared(store, clock, closing);
    return channels.stream()
        .map(
            channel -> {
              String name = TestChannels.nameOf(channel.name());
              return new Channel(
                  name,
                  name,
                  channel.vendor(),
                  channel.transport(),
                  VendorConnection.fixed(
                      NO_TRANSPORT,
                      new SimulatedVendor(
                          channel, codes.getOrDefault(channel.name(), List.of()), shared)),
                  channel.rules(),
                  channel.capacity());
            })
        .toList();
  }

  /** The accounts of channels that simulate others. */
  public static List<Account> accounts(List<Channel> simulated) {
    return simulated.stream()
        .map(
            channel ->
                new Account(
                    channel.account(),
                    List.of(channel.name()),
                    channel.connection(),
                    new Account.Polling(Set.of(), Pace.DEFAULT, Duration.ofDays(1)),
                    Ownership.NONE,
                    Sharing.EXCLUSIVE,
                    new Account.BalanceWatch(Optional.empty(), Duration.ofDays(1)),
                    Optional.empty()))
        .toList();
  }

  /** After a crash, or on two nodes, records are stored again, and dropped as duplicates. */
  private void report() {
    List<SimulationStore.Stored> due = store.due(clock.instant(), MOST_AT_ONCE);
    Map<String, List<SimulatedRecord>> byAccount = new TreeMap<>();
    due.forEach(
        each ->
            byAccount
                .computeIfAbsent(each.record().account(), account -> new ArrayList<>())
                .add(each.record()));
    byAccount.forEach(this::store);
    if (!due.isEmpty()) {
      store.remove(due.stream().map(SimulationStore.Stored::id).toList());
    }
  }

  private void store(String account, List<SimulatedRecord> said) {
    IncomingRecords.Source source =
        new IncomingRecords.Source(
            new RecordSource(account, List.of(account), Ownership.NONE, Sharing.EXCLUSIVE),
            true,
            "");
    List<Records.Item<Report>> reports = new ArrayList<>();
    List<Records.Item<Reply>> replies = new ArrayList<>();
    for (SimulatedRecord each : said) {
      if (each.status().isPresent()) {
        reports.add(new Records.Good<>(report(each, each.status().get())));
      } else {
        replies.add(new Records.Good<>(reply(each)));
      }
    }
    if (!reports.isEmpty()) {
      records.storePush(
          IncomingRecords.reports(source, new Records<>(reports, OptionalInt.empty())),
          NOTHING_RECEIVED,
          clock.instant());
    }
    if (!replies.isEmpty()) {
      records.storePush(
          IncomingRecords.inboundMessages(source, new Records<>(replies, OptionalInt.empty())),
          NOTHING_RECEIVED,
          clock.instant());
    }
  }

  private static Report report(SimulatedRecord record, String status) {
    return Report.of(
        SimulatedRecord.vendorId(record.callId()),
        record.number(),
        status,
        Optional.of(time(record)),
        Optional.of(record.callId()));
  }

  private static Reply reply(SimulatedRecord record) {
    return new Reply(
        record.number(),
        REPLY,
        Optional.empty(),
        Optional.of(time(record)),
        Optional.of(SimulatedRecord.vendorId(record.callId())),
        Optional.of(record.callId()));
  }

  private static LocalDateTime time(SimulatedRecord record) {
    return LocalDateTime.ofInstant(record.dueAt(), QuietHours.CHINA);
  }

  /** Reports nothing more, and ends slow answers. */
  @Override
  public void close() {
    closing.countDown();
    tasks.close();
  }
}
