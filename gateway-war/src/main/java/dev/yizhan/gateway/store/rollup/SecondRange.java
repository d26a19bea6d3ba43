package dev.yizhan.gateway.store.rollup;

/**
 * Ranges of times to delivery: whole seconds up to 31 s, above that parts of at most a sixteenth of
 * the time. Few rows hold a day's, however long some took.
 */
final class SecondRange {

  static final int PARTS = 16;

  private static final int PART_BITS = 4;
  private static final long LONGEST = Integer.MAX_VALUE;

  private SecondRange() {}

  /** Range 0 is below 16 s; each further one ends at twice the end of the one before. */
  static int of(long seconds) {
    long within = within(seconds);
    return within < PARTS ? 0 : Long.SIZE - Long.numberOfLeadingZeros(within) - PART_BITS;
  }

  static int part(long seconds) {
    int range = of(seconds);
    return range == 0 ? (int) within(seconds) : (int) (within(seconds) >>> range - 1) - PARTS;
  }

  /** The least seconds of a part. */
  static long least(int range, int part) {
    return range == 0 ? part : (long) (PARTS + part) << range - 1;
  }

  private static long within(long seconds) {
    return Math.min(LONGEST, Math.max(0, seconds));
  }
}
