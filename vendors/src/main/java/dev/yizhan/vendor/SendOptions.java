package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Options of a message. An option that a vendor cannot carry is refused when the message is
 * planned.
 *
 * @param extension digits after the sending number
 * @param signature the sender's name, without brackets; it is appended to the text as {@code 【…】}
 *     unless the text has it
 * @param messageType the vendor's kind of message
 * @param id the client's id of the call, {@code A-Za-z0-9-}, at most 60 characters; it is sent if
 *     the vendor has a parameter for it, and is then in delivery reports
 */
public record SendOptions(
    Optional<String> extension,
    Optional<String> signature,
    Optional<String> messageType,
    Optional<String> id) {

  /** No options. */
  public static final SendOptions NONE =
      new SendOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks that nothing is {@code null}. */
  public SendOptions {
    requireNonNull(extension, "extension");
    requireNonNull(signature, "signature");
    requireNonNull(messageType, "messageType");
    requireNonNull(id, "id");
  }

  /**
   * The same with an extension.
   *
   * @param digits after the sending number
   * @return a copy
   */
  public SendOptions withExtension(String digits) {
    return new SendOptions(Optional.of(digits), signature, messageType, id);
  }

  /**
   * The same with a signature.
   *
   * @param who the sender's name, without brackets
   * @return a copy
   */
  public SendOptions withSignature(String who) {
    return new SendOptions(extension, Optional.of(who), messageType, id);
  }

  /**
   * The same with a type.
   *
   * @param type the vendor's
   * @return a copy
   */
  public SendOptions withMessageType(String type) {
    return new SendOptions(extension, signature, Optional.of(type), id);
  }

  /**
   * The same with an id.
   *
   * @param ours the client's id of the call
   * @return a copy
   */
  public SendOptions withId(String ours) {
    return new SendOptions(extension, signature, messageType, Optional.of(ours));
  }
}
