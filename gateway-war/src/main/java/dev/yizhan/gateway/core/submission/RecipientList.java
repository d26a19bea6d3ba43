package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Recipients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The recipients of a request, each once for each text.
 *
 * @param recipients in the order in which they were given
 * @param texts one for all, or one for each recipient
 * @param references the client's, one for each recipient; empty if it gave none
 * @param invalid what was given and is not a phone number
 * @param duplicates how many were given again
 */
public record RecipientList(
    List<Recipient> recipients,
    List<String> texts,
    List<Optional<String>> references,
    List<String> invalid,
    int duplicates) {

  private record Key(PhoneNumber number, String text) {}

  /** The recipients of a request; a number that is given twice with the same text is used once. */
  public static RecipientList of(SendRequest request) {
    return of(request, PhoneNumber::find);
  }

  /** The recipients as earlier versions read them. */
  static RecipientList former(SendRequest request) {
    return of(request, FormerNumbers::find);
  }

  private static RecipientList of(
      SendRequest request, Function<String, Optional<PhoneNumber>> rule) {
    Map<Key, Optional<String>> unique = new LinkedHashMap<>();
    List<String> invalid = new ArrayList<>();
    int duplicates = 0;
    for (SendRequest.Item item : request.items()) {
      Recipients parsed = Recipients.of(List.of(item.recipient()), rule);
      invalid.addAll(parsed.refused());
      duplicates += parsed.duplicates();
      for (PhoneNumber number : parsed.numbers()) {
        int before = unique.size();
        unique.putIfAbsent(new Key(number, item.text()), item.reference());
        duplicates += unique.size() == before ? 1 : 0;
      }
    }
    List<Recipient> recipients = new ArrayList<>();
    unique.keySet().forEach(key -> recipients.add(new Recipient(recipients.size(), key.number())));
    List<String> texts = unique.keySet().stream().map(Key::text).toList();
    return new RecipientList(
        recipients,
        texts.stream().distinct().limit(2).count() == 1 ? texts.subList(0, 1) : texts,
        unique.values().stream().allMatch(Optional::isEmpty)
            ? List.of()
            : List.copyOf(unique.values()),
        invalid,
        duplicates);
  }

  public List<PhoneNumber> numbers() {
    return recipients.stream().map(Recipient::number).toList();
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 2 recipients}
   */
  @Override
  public String toString() {
    return recipients.size() + " recipients";
  }
}
