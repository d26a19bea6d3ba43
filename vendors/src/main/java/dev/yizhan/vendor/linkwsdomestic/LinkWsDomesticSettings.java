package dev.yizhan.vendor.linkwsdomestic;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.soap.LinkWsDomesticService;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Limits;
import java.util.Optional;

/**
 * An account of LinkWS's domestic interface and how it is used.
 *
 * @param access address, transport and account
 * @param limits of a call
 * @param longestText of a text with its signature, in characters
 * @param site where the interface is on the host
 * @param widened the characters that are sent in full width
 * @param signature appended to texts that have none, without brackets
 */
public record LinkWsDomesticSettings(
    Access access,
    Limits limits,
    int longestText,
    LinkWsDomesticService.Site site,
    FullWidth widened,
    Optional<String> signature) {

  /** Shorter ones are billed and refused (vendor-rules §5, source W). */
  static final int SHORTEST_TEXT = 3;

  /** Resellers take 250 or 300 (vendor-rules §8, source W): the lower one, which all take. */
  static final int LONGEST_TEXT = 250;

  /** Resellers take 100 or 500 (vendor-rules §8, source W): the lower one, which all take. */
  private static final int MOST_NUMBERS = 100;

  /** Vendor-rules §1, source W. */
  private static final int PART = 62;

  static final Limits LIMITS =
      Limits.of(MOST_NUMBERS).withSegmentLength(new SegmentLength(PART, PART));

  /** Checks the length, and that nothing is {@code null}. */
  public LinkWsDomesticSettings {
    requireNonNull(access, "access");
    requireNonNull(limits, "limits");
    if (longestText < SHORTEST_TEXT) {
      throw new IllegalArgumentException(
          "longestText must be " + SHORTEST_TEXT + " or more: " + longestText);
    }
    requireNonNull(site, "site");
    requireNonNull(widened, "widened");
    requireNonNull(signature, "signature");
  }

  /**
   * An account with the limits that every reseller takes: 100 numbers, 250 characters; 62
   * characters a segment, single quotes widened, by POST and GET the pages in GB2312.
   *
   * @param access address, transport and account
   * @return the settings
   */
  public static LinkWsDomesticSettings of(Access access) {
    return new LinkWsDomesticSettings(
        access,
        LIMITS,
        LONGEST_TEXT,
        LinkWsDomesticService.Site.DEFAULT,
        FullWidth.of("'"),
        Optional.empty());
  }

  /**
   * The same with other limits.
   *
   * @param other of a call
   * @return a copy
   */
  public LinkWsDomesticSettings withLimits(Limits other) {
    return new LinkWsDomesticSettings(access, other, longestText, site, widened, signature);
  }

  /**
   * The same with longer or shorter texts.
   *
   * @param characters 3 or more
   * @return a copy
   */
  public LinkWsDomesticSettings withLongestText(int characters) {
    return new LinkWsDomesticSettings(access, limits, characters, site, widened, signature);
  }

  /**
   * The same at another place of the host, or by other forms.
   *
   * @param other where the interface is
   * @return a copy
   */
  public LinkWsDomesticSettings withSite(LinkWsDomesticService.Site other) {
    return new LinkWsDomesticSettings(access, limits, longestText, other, widened, signature);
  }

  /**
   * The same with other characters in full width.
   *
   * @param characters that the vendor does not accept unchanged
   * @return a copy
   */
  public LinkWsDomesticSettings withWidened(FullWidth characters) {
    return new LinkWsDomesticSettings(access, limits, longestText, site, characters, signature);
  }

  /**
   * The same with a signature.
   *
   * @param who the sender's name, without brackets
   * @return a copy
   */
  public LinkWsDomesticSettings withSignature(String who) {
    return new LinkWsDomesticSettings(access, limits, longestText, site, widened, Optional.of(who));
  }
}
