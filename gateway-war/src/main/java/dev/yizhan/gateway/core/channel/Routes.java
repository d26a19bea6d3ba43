package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Channels for messages that name none, in order, by kind of recipient.
 *
 * @param byKind keys: {@code mobile}, {@code landline}, {@code international}, {@code +} and a
 *     calling code, or the empty string for all others
 */
public record Routes(Map<String, List<String>> byKind) {

  public static final Routes NONE = new Routes(Map.of());

  /** Copies the map and its lists. */
  public Routes {
    byKind =
        byKind.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /** The same route for all recipients. */
  public static Routes forAll(List<String> channels) {
    return new Routes(Map.of("", channels));
  }

  /** The most specific route for a number. */
  public Optional<List<String>> forNumber(PhoneNumber number) {
    return Optional.ofNullable(byKind.get("+" + number.countryCode()))
        .filter(route -> number.kind() == PhoneNumber.Kind.INTERNATIONAL)
        .or(() -> Optional.ofNullable(byKind.get(number.kind().name().toLowerCase(Locale.ROOT))))
        .or(() -> Optional.ofNullable(byKind.get("")));
  }
}
