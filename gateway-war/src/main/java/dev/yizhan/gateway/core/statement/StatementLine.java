package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of one consumer on one channel, for the submissions of one day.
 *
 * @param account of the channel on that day
 * @param submissions whose first channel was this one
 * @param segments of all recipients, as the gateway counts them
 * @param deliveries recipients by their state now; all of them together are the recipients. They
 *     count on the channel of their last call. Those that wait, or are being sent to, are QUEUED
 * @param calls of the channel that have ended, by outcome, and what the vendor billed for them
 * @param optedOut recipients that got nothing, since they have opted out
 * @param seconds from the beginning of the call to the arrival of the report, of the delivered
 */
public record StatementLine(
    Key key,
    String account,
    long submissions,
    long segments,
    Map<DeliveryState, Long> deliveries,
    Calls calls,
    OptedOut optedOut,
    Seconds seconds) {

  /**
   * Recipients that have opted out.
   *
   * @param stopped of submissions that were accepted before; they are among the cancelled ones
   * @param refused of requests that were refused; they are not among the recipients
   */
  public record OptedOut(long stopped, long refused) {}

  /** Whose figures they are. */
  public record Key(String consumer, String channel) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byConsumer = consumer.compareTo(other.consumer);
      return byConsumer == 0 ? channel.compareTo(other.channel) : byConsumer;
    }
  }

  /**
   * Calls of a channel.
   *
   * @param billedParts by the vendor; calls without such a figure in their answer count none
   * @param charge in yuan
   */
  public record Calls(Map<CallRecord.Result, Long> ended, long billedParts, BigDecimal charge) {

    /** Copies the map. */
    public Calls {
      ended = Map.copyOf(ended);
    }

    /** How many ended so. */
    public long count(CallRecord.Result result) {
      return ended.getOrDefault(result, 0L);
    }
  }

  /**
   * How many deliveries took how many whole seconds, the rest cut off; above 31 seconds in steps of
   * at most a sixteenth, of which each is the least time.
   */
  public record Seconds(SortedMap<Long, Long> counts) {

    /** Copies the map. */
    public Seconds {
      counts = new TreeMap<>(counts);
    }

    /**
     * The least time within which a share of the deliveries arrived (nearest rank).
     *
     * @param percent from 1 to 100
     * @return seconds; -1 if there are none
     */
    public long percentile(int percent) {
      long all = counts.values().stream().mapToLong(Long::longValue).sum();
      long rank = (all * percent + 99) / 100;
      long reached = 0;
      for (Map.Entry<Long, Long> each : counts.entrySet()) {
        reached += each.getValue();
        if (reached >= rank) {
          return each.getKey();
        }
      }
      return -1;
    }
  }

  /** Copies the map. */
  public StatementLine {
    deliveries = Map.copyOf(deliveries);
  }

  public long recipients() {
    return deliveries.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many recipients are in a state. */
  public long count(DeliveryState state) {
    return deliveries.getOrDefault(state, 0L);
  }

  /** How many recipients still wait to be sent to, or are being sent to. */
  public long waiting() {
    return count(DeliveryState.QUEUED);
  }
}
