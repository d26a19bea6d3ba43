package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The channels for messages that name none, in order, by the kind of recipient.
 *
 * @param byKind the kind is {@code mobile}, {@code landline}, {@code international}, {@code +} and
 *     a country's calling code, or empty for all others
 */
public record Routes(Map<String, List<String>> byKind) {

  /** None. */
  public static final Routes NONE = new Routes(Map.of());

  /** Copies the map and its lists. */
  public Routes {
    byKind =
        byKind.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /**
   * One for all recipients.
   *
   * @param channels in order
   * @return the routes
   */
  public static Routes forAll(List<String> channels) {
    return new Routes(Map.of("", channels));
  }

  /** The closest that there is for a number. */
  public Optional<List<String>> forNumber(PhoneNumber number) {
    return Optional.ofNullable(byKind.get("+" + number.countryCode()))
        .filter(route -> number.kind() == PhoneNumber.Kind.INTERNATIONAL)
        .or(() -> Optional.ofNullable(byKind.get(number.kind().name().toLowerCase(Locale.ROOT))))
        .or(() -> Optional.ofNullable(byKind.get("")));
  }
}
