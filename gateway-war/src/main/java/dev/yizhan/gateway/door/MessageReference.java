package dev.yizhan.gateway.door;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference of a message that came by a front door: {@code winic 1000000000000042}. It tells
 * which id the client knows the message by.
 *
 * @param company whose door it came by
 * @param id that the door answered
 */
record MessageReference(String company, long id) {

  private static final Pattern FORM = Pattern.compile("([a-z0-9-]+) ([0-9]{1,19})");

  static Optional<MessageReference> parse(String reference) {
    Matcher parts = FORM.matcher(reference);
    try {
      return parts.matches()
          ? Optional.of(new MessageReference(parts.group(1), Long.parseLong(parts.group(2))))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return company + ' ' + id;
  }
}
