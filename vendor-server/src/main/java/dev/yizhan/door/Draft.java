package dev.yizhan.door;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A message to be sent.
 *
 * @param numbers as a person would write them: those abroad with {@code +}
 * @param texts one for all numbers, or one for each
 * @param time when it is to be sent, in China; empty for now
 * @param extension digits after the sender's number; empty for none
 * @param clientId the client's own id of the message, at most 60 characters; empty for none
 * @param wrongNumbers what becomes of numbers that are none
 */
public record Draft(
    List<String> numbers,
    List<String> texts,
    Optional<LocalDateTime> time,
    String extension,
    String clientId,
    WrongNumbers wrongNumbers) {

  /** What becomes of numbers that are none. */
  public enum WrongNumbers {
    /** The whole message is refused. */
    REFUSE_ALL,
    /** The others get the message. */
    LEAVE_OUT
  }

  /** Copies the lists. */
  public Draft {
    numbers = List.copyOf(numbers);
    texts = List.copyOf(texts);
  }

  /** One text to numbers all of which must be right. */
  public static Draft of(List<String> numbers, String text, Optional<LocalDateTime> time) {
    return new Draft(numbers, List.of(text), time, "", "", WrongNumbers.REFUSE_ALL);
  }

  /** With an extension. */
  public Draft withExtension(String digits) {
    return new Draft(numbers, texts, time, digits, clientId, wrongNumbers);
  }

  /** With the client's own id. */
  public Draft withClientId(String id) {
    return new Draft(numbers, texts, time, extension, id, wrongNumbers);
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 1 text(s) to 2 number(s)}
   */
  @Override
  public String toString() {
    return texts.size() + " text(s) to " + numbers.size() + " number(s)";
  }
}
