package dev.yizhan.benchmarks;

/** A line of the table of {@link IsolationLoad}; a cell may be empty. */
record IsolationRow(String figure, String measured, String baseline, String ratio, String limit) {

  static IsolationRow atMost(
      String figure, String unit, double measured, double baseline, double most) {
    return of(figure, unit, measured, baseline, measured / baseline <= most, "at most " + most);
  }

  static IsolationRow atLeast(
      String figure, String unit, double measured, double baseline, double least) {
    return of(figure, unit, measured, baseline, measured / baseline >= least, "at least " + least);
  }

  private static IsolationRow of(
      String figure, String unit, double measured, double baseline, boolean isKept, String limit) {
    return new IsolationRow(
        figure,
        "%.1f %s".formatted(measured, unit),
        "%.1f %s".formatted(baseline, unit),
        "%.2f".formatted(measured / baseline),
        limit(isKept, limit));
  }

  static String limit(boolean isKept, String limit) {
    return isKept ? limit : limit + ": **not reached**";
  }

  @Override
  public String toString() {
    return "| %s | %s | %s | %s | %s |".formatted(figure, measured, baseline, ratio, limit);
  }
}
