package dev.yizhan.gateway.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls a second, on this node: those of a second may come at once. */
final class Rates {

  private static final double NANOS = 1e9;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /** What is left, and since when. */
  private record Bucket(double left, long at, boolean gave) {

    Bucket taken(int rate, long now) {
      double filled = Math.min(rate, left + (now - at) / NANOS * rate);
      return filled < 1 ? new Bucket(filled, now, false) : new Bucket(filled - 1, now, true);
    }
  }

  boolean take(String name, int rate) {
    long now = System.nanoTime();
    return buckets
        .merge(name, new Bucket(rate - 1.0, now, true), (known, first) -> known.taken(rate, now))
        .gave();
  }
}
