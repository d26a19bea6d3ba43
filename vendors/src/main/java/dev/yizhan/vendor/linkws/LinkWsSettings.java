package dev.yizhan.vendor.linkws;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Limits;
import java.util.Optional;

/**
 * An account of LinkWS and how it is used.
 *
 * @param access address, transport and account
 * @param limits of a call
 * @param dialect how numbers and the password are sent; with {@link
 *     LinkWs.Dialect.Numbers#DOMESTIC} no number of another country is reached
 * @param widened the characters that are sent in full width
 * @param signature appended to texts that have none, without brackets
 */
public record LinkWsSettings(
    Access access,
    Limits limits,
    LinkWs.Dialect dialect,
    FullWidth widened,
    Optional<String> signature) {

  private static final int MOST_NUMBERS = 500;
  private static final int PART = 62;

  static final Limits LIMITS =
      Limits.of(MOST_NUMBERS).withSegmentLength(new SegmentLength(PART, PART));

  /** Checks that nothing is {@code null}. */
  public LinkWsSettings {
    requireNonNull(access, "access");
    requireNonNull(limits, "limits");
    requireNonNull(dialect, "dialect");
    requireNonNull(widened, "widened");
    requireNonNull(signature, "signature");
  }

  /**
   * An account with the usual limits: 500 numbers, 62 characters a segment, single quotes widened.
   *
   * @param access address, transport and account
   * @return the settings
   */
  public static LinkWsSettings of(Access access) {
    return new LinkWsSettings(
        access, LIMITS, LinkWs.Dialect.DEFAULT, FullWidth.of("'"), Optional.empty());
  }

  /**
   * The same with other limits.
   *
   * @param other of a call
   * @return a copy
   */
  public LinkWsSettings withLimits(Limits other) {
    return new LinkWsSettings(access, other, dialect, widened, signature);
  }

  /**
   * The same with another dialect.
   *
   * @param other how numbers and the password are sent
   * @return a copy
   */
  public LinkWsSettings withDialect(LinkWs.Dialect other) {
    return new LinkWsSettings(access, limits, other, widened, signature);
  }

  /**
   * The same with other characters in full width.
   *
   * @param characters that the vendor does not accept unchanged
   * @return a copy
   */
  public LinkWsSettings withWidened(FullWidth characters) {
    return new LinkWsSettings(access, limits, dialect, characters, signature);
  }

  /**
   * The same with a signature.
   *
   * @param who the sender's name, without brackets
   * @return a copy
   */
  public LinkWsSettings withSignature(String who) {
    return new LinkWsSettings(access, limits, dialect, widened, Optional.of(who));
  }
}
