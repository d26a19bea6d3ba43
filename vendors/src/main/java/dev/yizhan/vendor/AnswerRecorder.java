package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Exchange;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries one poll ({@link VendorClient#reports}, {@link VendorClient#replies}) and has its whole
 * answer stored before anything parses it, since most vendors delete records when they are read.
 *
 * <pre>{@code
 * AnswerRecorder recorder = AnswerRecorder.over(http, bytes -> store(bytes));
 * Outcome<Records<Report>> reports = client.reports(recorder);
 * // After a crash, without a request:
 * Outcome<Records<Report>> again = client.reports(StoredAnswer.replay(bytes));
 * }</pre>
 *
 * <p>For one poll, on one thread.
 */
public final class AnswerRecorder implements Transport {

  private final Transport real;
  private final Consumer<byte[]> store;
  private Optional<byte[]> answer = Optional.empty();
  private boolean stored;

  private AnswerRecorder(Transport real, Consumer<byte[]> store) {
    this.real = requireNonNull(real, "real");
    this.store = requireNonNull(store, "store");
  }

  /**
   * Records what comes over a transport.
   *
   * @param real carries the request; its owner closes it
   * @param store gets the answer, in the form of {@link StoredAnswer}, as soon as its last byte has
   *     arrived and its status is one of success; what it throws is thrown by the poll
   * @return a recorder
   */
  public static AnswerRecorder over(Transport real, Consumer<byte[]> store) {
    return new AnswerRecorder(real, store);
  }

  /**
   * The answer, once the poll is over.
   *
   * @return the answer in the form of {@link StoredAnswer}, if a complete one arrived; also one
   *     that was not stored because of its status
   */
  public Optional<byte[]> answer() {
    return answer;
  }

  /**
   * Whether the answer was stored.
   *
   * @return whether the store returned without an exception
   */
  public boolean isStored() {
    return stored;
  }

  @Override
  public Exchange exchange(VendorRequest request) {
    Exchange exchange = real.exchange(request);
    if (exchange instanceof Exchange.Answered answered) {
      byte[] bytes = StoredAnswer.bytes(answered.response());
      answer = Optional.of(bytes);
      store.accept(bytes);
      stored = true;
    } else if (exchange instanceof Exchange.InDoubt inDoubt) {
      answer = inDoubt.response().map(StoredAnswer::bytes);
    }
    return exchange;
  }
}
