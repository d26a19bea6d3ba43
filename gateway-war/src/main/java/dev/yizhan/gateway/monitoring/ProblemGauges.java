package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.channel.CertificateEnd;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.problem.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gauges of problems that have a size, not only a number. */
final class ProblemGauges {

  private static final double MILLIS_PER_SECOND = 1000;

  private final MultiGauge rejections;
  private final MultiGauge rejectedSeconds;
  private final MultiGauge certificateEnds;
  private volatile double overdue = Double.NaN;

  ProblemGauges(MeterRegistry registry) {
    rejections =
        gauge(
            registry,
            "yizhan.channel.account.rejections",
            "Calls in a row that the vendor rejected because of the account");
    rejectedSeconds =
        gauge(
            registry,
            "yizhan.channel.account.rejected.seconds",
            "Time since the first of these calls; 0 if there are none");
    certificateEnds =
        gauge(
            registry,
            "yizhan.channel.certificate.end.timestamp.seconds",
            "When the first certificate ends on which the channel depends, since 1970");
    Gauge.builder("yizhan.retention.overdue.submissions", () -> overdue)
        .description("Submissions that are kept an hour longer than configured, at most 10000")
        .register(registry);
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  void refresh(List<Problem> problems, List<Channel> channels, Instant now) {
    // Removed channels are left out: nothing is sent over them.
    Map<String, Problem> rejected =
        problems.stream()
            .filter(problem -> problem.kind() == Problem.Kind.ACCOUNT_REJECTED)
            .collect(Collectors.toMap(problem -> problem.channel().orElse(""), each -> each));
    register(
        rejections,
        channels,
        channel -> rejected.containsKey(channel.name()) ? count(rejected.get(channel.name())) : 0L);
    register(
        rejectedSeconds,
        channels,
        channel ->
            rejected.containsKey(channel.name())
                ? seconds(rejected.get(channel.name()), now)
                : 0.0);
    register(
        certificateEnds,
        channels.stream()
            .filter(channel -> !channel.connection().certificateEnds().isEmpty())
            .toList(),
        channel ->
            channel.connection().certificateEnds().stream()
                .map(CertificateEnd::at)
                .mapToDouble(at -> at.toEpochMilli() / MILLIS_PER_SECOND)
                .min()
                .orElse(Double.NaN));
    overdue =
        problems.stream()
            .filter(problem -> problem.kind() == Problem.Kind.RETENTION_BEHIND)
            .mapToLong(ProblemGauges::count)
            .sum();
  }

  void clear() {
    overdue = Double.NaN;
    for (MultiGauge gauge : List.of(rejections, rejectedSeconds)) {
      gauge.register(List.of(), true);
    }
  }

  private static long count(Problem problem) {
    return problem.occurrences().map(Problem.Occurrences::count).orElse(0L);
  }

  private static double seconds(Problem problem, Instant now) {
    return problem
        .from()
        .map(from -> Math.max(0, Duration.between(from, now).toMillis() / MILLIS_PER_SECOND))
        .orElse(0.0);
  }

  private static void register(
      MultiGauge gauge, List<Channel> channels, Function<Channel, Number> value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (Channel channel : channels) {
      rows.add(MultiGauge.Row.of(Tags.of("channel", channel.name()), value.apply(channel)));
    }
    gauge.register(rows, true);
  }
}
