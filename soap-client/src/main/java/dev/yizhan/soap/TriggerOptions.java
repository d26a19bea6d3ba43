package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The optional parameters of winnerlook's sends (document 5; vendor-rules §6). No operation takes
 * all of them; an operation throws an {@link IllegalArgumentException} for one that it does not
 * take.
 *
 * @param autograph the vendor's number of a signature; empty by default
 * @param smsType the vendor's type of message; 101 by default
 * @param customerUuid our id of the message or call, which delivery reports and inbound messages
 *     return: 1 to 60 of {@code A-Za-z0-9-}
 * @param extension 1 to 16 digits, appended to the sending number
 */
public record TriggerOptions(
    String autograph, int smsType, Optional<String> customerUuid, Optional<String> extension) {

  /** Type 101, nothing else. */
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

  /** A copy with a {@code customerUuid}. */
  public TriggerOptions withCustomerUuid(String id) {
    return new TriggerOptions(autograph, smsType, Optional.of(id), extension);
  }

  /** A copy with an {@code extension}. */
  public TriggerOptions withExtension(String digits) {
    return new TriggerOptions(autograph, smsType, customerUuid, Optional.of(digits));
  }
}
