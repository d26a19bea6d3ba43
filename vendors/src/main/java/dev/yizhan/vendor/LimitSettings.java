package dev.yizhan.vendor;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import dev.yizhan.vendor.setting.SettingValues;
import java.util.List;

/** The settings of {@link Limits}, which every vendor has. */
public final class LimitSettings {

  private static final int MOST_RECIPIENTS = 10_000;
  private static final int SHORTEST_QUERY = 512;
  private static final int LONGEST_QUERY = 65_536;
  private static final int LONGEST_PART = 1000;
  private static final int MOST_SEGMENTS = 10_000;
  private static final String VENDORS_OWN = "the vendor's";

  private static final Setting<Integer> RECIPIENTS =
      Setting.of(
              "recipients-per-call",
              SettingFormat.number(1, MOST_RECIPIENTS),
              "the most numbers in one call")
          .withDefaultText(VENDORS_OWN);
  private static final Setting<Integer> QUERY =
      Setting.of(
              "longest-query",
              SettingFormat.number(SHORTEST_QUERY, LONGEST_QUERY),
              "characters of a GET's query: what IIS takes by default. Recipients are split to fit; a"
                  + " text that does not fit with one number is refused")
          .withDefaultText(String.valueOf(Limits.USUAL_QUERY));
  private static final Setting<Integer> PART =
      Setting.of(
              "part-length",
              SettingFormat.number(1, LONGEST_PART),
              "characters of a message that is billed as one segment")
          .withDefaultText(VENDORS_OWN);
  private static final Setting<Integer> JOINED_PART =
      Setting.of(
              "joined-part-length",
              SettingFormat.number(1, LONGEST_PART),
              "characters of each segment of a longer message")
          .withDefaultText(VENDORS_OWN);
  private static final Setting<Integer> SEGMENTS =
      Setting.of(
              "max-segments",
              SettingFormat.number(1, MOST_SEGMENTS),
              "the most segments of a text: each is billed, and a longer text is refused")
          .withDefaultText(String.valueOf(Limits.USUAL_SEGMENTS));

  /** All of them, in the order of reference pages. */
  public static final List<Setting<?>> ALL =
      List.of(RECIPIENTS, QUERY, PART, JOINED_PART, SEGMENTS);

  private LimitSettings() {}

  /**
   * Reads limits.
   *
   * @param values what was given
   * @param usual the vendor's own
   * @return the vendor's limits with what was given
   */
  public static Limits read(SettingValues values, Limits usual) {
    return usual
        .withRecipientsPerCall(values.get(RECIPIENTS, usual.recipientsPerCall()))
        .withLongestQuery(values.get(QUERY, usual.longestQuery()))
        .withSegmentLength(segmentLength(values, usual.segmentLength()))
        .withMaxSegments(values.get(SEGMENTS, usual.maxSegments()));
  }

  private static SegmentLength segmentLength(SettingValues values, SegmentLength usual) {
    int single = values.get(PART, usual.single());
    int joined = values.get(JOINED_PART, Math.min(usual.joined(), single));
    if (joined > single) {
      values.error(JOINED_PART, "must not be above part-length");
      return usual;
    }
    return new SegmentLength(single, joined);
  }
}
