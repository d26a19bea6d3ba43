package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Recipients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a request goes to, each once for each text.
 *
 * @param recipients in the order in which they were given
 * @param texts one for all, or one for each recipient
 * @param references the consumer's word on each; none where it gave none
 * @param refused what was given and is no number
 * @param duplicates how many were given again
 */
public record RecipientList(
    List<Recipient> recipients,
    List<String> texts,
    List<Optional<String>> references,
    List<String> refused,
    int duplicates) {

  private record Key(PhoneNumber number, String text) {}

  /** Those of a request; a number that gets the same text twice gets it once. */
  public static RecipientList of(SendRequest request) {
    Map<Key, Optional<String>> letters = new LinkedHashMap<>();
    List<String> refused = new ArrayList<>();
    int duplicates = 0;
    for (SendRequest.Letter letter : request.letters()) {
      Recipients given = Recipients.of(List.of(letter.recipient()));
      refused.addAll(given.refused());
      duplicates += given.duplicates();
      for (PhoneNumber number : given.numbers()) {
        int before = letters.size();
        letters.putIfAbsent(new Key(number, letter.text()), letter.reference());
        duplicates += letters.size() == before ? 1 : 0;
      }
    }
    List<Recipient> recipients = new ArrayList<>();
    letters.keySet().forEach(to -> recipients.add(new Recipient(recipients.size(), to.number())));
    List<String> texts = letters.keySet().stream().map(Key::text).toList();
    return new RecipientList(
        recipients,
        texts.stream().distinct().limit(2).count() == 1 ? texts.subList(0, 1) : texts,
        letters.values().stream().allMatch(Optional::isEmpty)
            ? List.of()
            : List.copyOf(letters.values()),
        refused,
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
