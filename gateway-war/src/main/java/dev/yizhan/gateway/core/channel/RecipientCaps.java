package dev.yizhan.gateway.core.channel;

import java.util.OptionalInt;

/**
 * The most messages to one number, from all consumers together.
 *
 * @param minute in a minute, which begins with the first of them
 * @param hour in an hour, which begins with the first of them
 * @param day in a day of China time
 */
public record RecipientCaps(OptionalInt minute, OptionalInt hour, OptionalInt day) {

  /** No limit. */
  public static final RecipientCaps NONE = daily(OptionalInt.empty());

  /** A limit for the day only. */
  public static RecipientCaps daily(OptionalInt day) {
    return new RecipientCaps(OptionalInt.empty(), OptionalInt.empty(), day);
  }
}
