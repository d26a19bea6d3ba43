package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may ride a send of winnerlook's besides number and text (document 5; vendor-rules §6). Not
 * every operation takes every one: one that cannot is refused with an {@link
 * IllegalArgumentException}.
 *
 * @param autograph the vendor's number of a signature; empty by default
 * @param smsType the kind of message; 101 by default
 * @param customerUuid our id of the delivery or call, which comes back in reports and replies: 1 to
 *     60 of {@code A-Za-z0-9-}
 * @param extension 1 to 16 digits behind the sending number
 */
public record TriggerOptions(
    String autograph, int smsType, Optional<String> customerUuid, Optional<String> extension) {

  /** No signature number, type 101, nothing else. */
  public static final TriggerOptions DEFAULT =
      new TriggerOptions("", 101, Optional.empty(), Optional.empty());

  private static final Pattern CUSTOMER_UUID = Pattern.compile("[A-Za-z0-9-]{1,60}");
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,16}");

  /** Checks the forms. */
  public TriggerOptions {
    requireNonNull(autograph, "autograph");
    customerUuid.ifPresent(
        id -> check(CUSTOMER_UUID, id, "customerUuid must be 1 to 60 of A-Z, a-z, 0-9 and -"));
    extension.ifPresent(digits -> check(EXTENSION, digits, "extension must be 1 to 16 digits"));
  }

  private static void check(Pattern pattern, String value, String message) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }

  /**
   * The same with our id.
   *
   * @param id of the delivery or call
   * @return a copy
   */
  public TriggerOptions withCustomerUuid(String id) {
    return new TriggerOptions(autograph, smsType, Optional.of(id), extension);
  }

  /**
   * The same with an extension.
   *
   * @param digits behind the sending number
   * @return a copy
   */
  public TriggerOptions withExtension(String digits) {
    return new TriggerOptions(autograph, smsType, customerUuid, Optional.of(digits));
  }
}
