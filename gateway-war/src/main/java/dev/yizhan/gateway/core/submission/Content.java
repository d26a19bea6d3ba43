package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.Recipients;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the client sends, and to whom: recipients, each once for each text.
 *
 * @param recipients in the order in which they were given, positions from 0
 * @param texts one for all recipients, or one for each, by {@link Recipient#position}
 * @param references the client's, by {@link Recipient#position}; empty if it gave none
 * @param indexes where the recipients were given, by {@link Recipient#position}; empty if these are
 *     their positions
 * @param invalid what was given as recipient and is not a phone number
 * @param duplicates how many recipients were given again
 * @param former the same as earlier versions read the numbers, if they may have read some otherwise
 */
public record Content(
    List<Recipient> recipients,
    List<String> texts,
    List<Optional<String>> references,
    SendOptions options,
    List<Integer> indexes,
    List<Invalid> invalid,
    int duplicates,
    Optional<Content> former) {

  /**
   * What is not a phone number.
   *
   * @param index among all that was given, from 0; each piece of a list counts
   */
  public record Invalid(int index, String given) {}

  /** Only numbers of this form are read otherwise than by {@link FormerNumbers}. */
  private static final Pattern CHANGED = Pattern.compile("(?<![0-9])(\\+|0|86)");

  /** Copies the lists. */
  public Content {
    recipients = List.copyOf(recipients);
    texts = List.copyOf(texts);
    references = List.copyOf(references);
    indexes = List.copyOf(indexes);
    invalid = List.copyOf(invalid);
  }

  /**
   * One text for all.
   *
   * @param given phone numbers or lists of them
   */
  public static Content of(List<String> given, String text, SendOptions options) {
    return of(given, List.of(text), List.of(), options);
  }

  /**
   * Reads the recipients. A number that is given twice with the same text is used once, with its
   * first reference.
   *
   * @param given each a phone number, or a list of them
   * @param texts one for all, or one for each of {@code given}
   * @param references one for each of {@code given}; empty if there are none
   */
  public static Content of(
      List<String> given,
      List<String> texts,
      List<Optional<String>> references,
      SendOptions options) {
    Content read = read(given, texts, references, options, PhoneNumber::find);
    return given.stream().anyMatch(each -> CHANGED.matcher(each).find())
        ? read.withFormer(read(given, texts, references, options, FormerNumbers::find))
        : read;
  }

  private Content withFormer(Content reading) {
    return new Content(
        recipients, texts, references, options, indexes, invalid, duplicates, Optional.of(reading));
  }

  private static Content read(
      List<String> given,
      List<String> texts,
      List<Optional<String>> references,
      SendOptions options,
      Function<String, Optional<PhoneNumber>> rule) {
    List<Recipient> recipients = new ArrayList<>();
    List<String> ownTexts = new ArrayList<>();
    List<Optional<String>> ownReferences = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    List<Invalid> invalid = new ArrayList<>();
    Map<String, Set<PhoneNumber>> numbersByText = new HashMap<>();
    int duplicates = 0;
    int index = 0;
    for (int i = 0; i < given.size(); i++) {
      String text = texts.get(texts.size() == 1 ? 0 : i);
      Set<PhoneNumber> known = numbersByText.computeIfAbsent(text, key -> new HashSet<>());
      for (String piece : Recipients.pieces(given.get(i))) {
        Optional<PhoneNumber> number = rule.apply(piece);
        if (number.isEmpty()) {
          invalid.add(new Invalid(index, piece));
        } else if (known.add(number.get())) {
          recipients.add(new Recipient(recipients.size(), number.get()));
          indexes.add(index);
          ownTexts.add(text);
          ownReferences.add(references.isEmpty() ? Optional.empty() : references.get(i));
        } else {
          duplicates++;
        }
        index++;
      }
    }
    List<String> sent = texts.size() == 1 ? texts : ownTexts;
    return new Content(
        recipients,
        Set.copyOf(sent).size() == 1 ? sent.subList(0, 1) : sent,
        ownReferences.stream().allMatch(Optional::isEmpty) ? List.of() : ownReferences,
        options,
        indexes.size() == index ? List.of() : indexes,
        invalid,
        duplicates,
        Optional.empty());
  }

  public List<PhoneNumber> numbers() {
    return recipients.stream().map(Recipient::number).toList();
  }

  /** Where a recipient was given first, from 0; each piece of a list counts. */
  public int index(Recipient recipient) {
    return indexes.isEmpty() ? recipient.position() : indexes.get(recipient.position());
  }

  /** The client's reference for a recipient. */
  public Optional<String> reference(Recipient recipient) {
    return references.isEmpty() ? Optional.empty() : references.get(recipient.position());
  }

  /** The message to some of the recipients. */
  public Message message(List<Recipient> to) {
    return message(to, texts, options);
  }

  /**
   * The message to some recipients of a submission.
   *
   * @param texts one for all recipients of the submission, or one for each, by position
   */
  public static Message message(List<Recipient> to, List<String> texts, SendOptions options) {
    return new Message(
        to.stream().map(Recipient::number).toList(),
        texts.size() == 1
            ? texts
            : to.stream().map(recipient -> texts.get(recipient.position())).toList(),
        options);
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 1 text(s) to 2 recipient(s)}
   */
  @Override
  public String toString() {
    return texts.size() + " text(s) to " + recipients.size() + " recipient(s)";
  }
}
