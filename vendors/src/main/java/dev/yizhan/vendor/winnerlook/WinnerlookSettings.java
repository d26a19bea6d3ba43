package dev.yizhan.vendor.winnerlook;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Limits;
import java.util.Optional;

/**
 * An account of winnerlook and how it is used.
 *
 * @param access address, transport and account
 * @param limits of a batch; every other call has one number
 * @param autograph the vendor's number of a signature; empty by default
 * @param messageType the vendor's kind of message where a message names none; 101 by default
 * @param encryption whether sends and polls hide number, text and password
 * @param vendorChannel the vendor's channel inside encrypted sends; {@code 0} by default
 * @param separators of SendIndividualMsg; without them, per-recipient texts are sent one by one,
 *     since a wrong guess would send all of them to the first number (vendor-rules §6)
 * @param polls which of two operations polls reports and replies; they presumably read one queue
 */
public record WinnerlookSettings(
    Access access,
    Limits limits,
    String autograph,
    int messageType,
    Encryption encryption,
    String vendorChannel,
    Optional<IndividualTexts> separators,
    Polls polls) {

  /** Whether sends and polls hide number, text and password. */
  public enum Encryption {
    /** They are sent in clear. */
    NONE,
    /**
     * They are sent as submitInfo; an ampersand in a text, which nothing there escapes, is refused.
     */
    REFUSING_AMPERSANDS,
    /** They are sent as submitInfo; an ampersand is sent in full width. */
    WIDENING_AMPERSANDS
  }

  /** Which operations poll reports and replies. */
  public enum Polls {
    /** GetReportConnect and GetMoConnect. */
    FIRST,
    /**
     * GetReport2Connect and GetMo2Connect, which report times and the number that was written to.
     */
    SECOND
  }

  private static final int BATCH = 50;

  static final Limits LIMITS = Limits.of(BATCH);
  private static final int USUAL_TYPE = 101;

  /** Checks that nothing is {@code null}. */
  public WinnerlookSettings {
    requireNonNull(access, "access");
    requireNonNull(limits, "limits");
    requireNonNull(autograph, "autograph");
    requireNonNull(encryption, "encryption");
    requireNonNull(vendorChannel, "vendorChannel");
    requireNonNull(separators, "separators");
    requireNonNull(polls, "polls");
  }

  /**
   * An account with the document's values: 50 numbers a batch, no autograph, type 101, in clear,
   * the second polls.
   *
   * @param access address, transport and account
   * @return the settings
   */
  public static WinnerlookSettings of(Access access) {
    return new WinnerlookSettings(
        access, LIMITS, "", USUAL_TYPE, Encryption.NONE, "0", Optional.empty(), Polls.SECOND);
  }

  /**
   * The same with other limits.
   *
   * @param other of a batch
   * @return a copy
   */
  public WinnerlookSettings withLimits(Limits other) {
    return new WinnerlookSettings(
        access, other, autograph, messageType, encryption, vendorChannel, separators, polls);
  }

  /**
   * The same with a signature.
   *
   * @param number the vendor's of it
   * @return a copy
   */
  public WinnerlookSettings withAutograph(String number) {
    return new WinnerlookSettings(
        access, limits, number, messageType, encryption, vendorChannel, separators, polls);
  }

  /**
   * The same with another type of messages.
   *
   * @param type where a message names none
   * @return a copy
   */
  public WinnerlookSettings withMessageType(int type) {
    return new WinnerlookSettings(
        access, limits, autograph, type, encryption, vendorChannel, separators, polls);
  }

  /**
   * The same with another encryption.
   *
   * @param other none, or how ampersands are treated
   * @return a copy
   */
  public WinnerlookSettings withEncryption(Encryption other) {
    return new WinnerlookSettings(
        access, limits, autograph, messageType, other, vendorChannel, separators, polls);
  }

  /**
   * The same with another channel inside encrypted sends.
   *
   * @param channel the vendor's
   * @return a copy
   */
  public WinnerlookSettings withVendorChannel(String channel) {
    return new WinnerlookSettings(
        access, limits, autograph, messageType, encryption, channel, separators, polls);
  }

  /**
   * The same that sends per-recipient texts in one call.
   *
   * @param known the separators that the vendor has confirmed
   * @return a copy
   */
  public WinnerlookSettings withSeparators(IndividualTexts known) {
    return new WinnerlookSettings(
        access,
        limits,
        autograph,
        messageType,
        encryption,
        vendorChannel,
        Optional.of(known),
        polls);
  }

  /**
   * The same with other polls.
   *
   * @param other first or second
   * @return a copy
   */
  public WinnerlookSettings withPolls(Polls other) {
    return new WinnerlookSettings(
        access, limits, autograph, messageType, encryption, vendorChannel, separators, other);
  }
}
