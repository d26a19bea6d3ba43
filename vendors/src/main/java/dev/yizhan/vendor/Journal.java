package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.http.VendorResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A transport for questions whose answer is given once ({@link SmsVendor#reports}, {@link
 * SmsVendor#replies}): somebody keeps the whole answer the instant it has arrived, before anything
 * reads it, and what was kept can be read again, by the same code, without a request.
 *
 * <pre>{@code
 * Journal journal = Journal.over(http);
 * SmsVendor vendor = ChanglongHttp.of(settings, journal);
 * Journal.Asked<Records<Report>> asked = journal.asking(bytes -> keep(bytes), vendor::reports);
 * // After a crash:
 * Outcome<Records<Report>> reports = journal.reading(kept, vendor::reports);
 * }</pre>
 *
 * <p>Questions that nobody keeps go through as they are. Thread-safe.
 */
public final class Journal implements Transport {

  private static final int VERSION = 1;

  private final Transport real;
  private final Map<Thread, Transport> asking = new ConcurrentHashMap<>();

  private Journal(Transport real) {
    this.real = requireNonNull(real, "real");
  }

  /**
   * Stands in front of a transport.
   *
   * @param real the way to the vendor; its owner closes it
   * @return a journal
   */
  public static Journal over(Transport real) {
    return new Journal(real);
  }

  /**
   * A question that was asked.
   *
   * @param outcome what came of it
   * @param answer the whole answer, where one came, as {@link #reading} takes it; also one that the
   *     keeper did not get, since its status tells that it is none
   * @param isKept whether the keeper got it
   * @param <T> what was asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // Kept or thrown away, never compared.
  public record Asked<T>(Outcome<T> outcome, Optional<byte[]> answer, boolean isKept) {}

  /**
   * Asks, once.
   *
   * @param keeper gets the answer as soon as its last byte is there and its status is one of
   *     success; what it throws is thrown
   * @param question one call of a vendor's that goes over this transport, on this thread
   * @param <T> what is asked for
   * @return what came of it
   */
  public <T> Asked<T> asking(Consumer<byte[]> keeper, Supplier<Outcome<T>> question) {
    Keeping keeping = new Keeping(keeper);
    Outcome<T> outcome = with(keeping, question);
    return new Asked<>(outcome, keeping.answer, keeping.kept);
  }

  /**
   * Reads an answer that was kept; nothing goes out.
   *
   * @param kept as a keeper got it
   * @param question the call whose answer it was
   * @param <T> what was asked for
   * @return what it would have been
   */
  public <T> Outcome<T> reading(byte[] kept, Supplier<Outcome<T>> question) {
    Exchange answered = new Exchange.Answered(response(kept));
    return with(request -> answered, question);
  }

  private <T> T with(Transport transport, Supplier<T> question) {
    asking.put(Thread.currentThread(), transport);
    try {
      return question.get();
    } finally {
      asking.remove(Thread.currentThread());
    }
  }

  @Override
  public Exchange exchange(VendorRequest request) {
    return asking.getOrDefault(Thread.currentThread(), real).exchange(request);
  }

  private final class Keeping implements Transport {

    private final Consumer<byte[]> keeper;
    private Optional<byte[]> answer = Optional.empty();
    private boolean kept;

    Keeping(Consumer<byte[]> keeper) {
      this.keeper = keeper;
    }

    @Override
    public Exchange exchange(VendorRequest request) {
      Exchange exchange = real.exchange(request);
      if (exchange instanceof Exchange.Answered answered) {
        byte[] bytes = bytes(answered.response());
        answer = Optional.of(bytes);
        keeper.accept(bytes);
        kept = true;
      } else if (exchange instanceof Exchange.InDoubt inDoubt) {
        answer = inDoubt.response().map(Journal::bytes);
      }
      return exchange;
    }
  }

  /** One byte 1, the status, the content type as Java writes it, the body to the end. */
  private static byte[] bytes(VendorResponse response) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(response.body().length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(response.status());
      String type = response.contentType();
      out.writeUTF(type.length() > 1000 ? type.substring(0, 1000) : type);
      out.write(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The answer in kept bytes, for people who look at it.
   *
   * @param kept as a keeper got it
   * @return the answer
   * @throws IllegalArgumentException where a newer version kept it
   */
  public static VendorResponse response(byte[] kept) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
      if (in.readByte() != VERSION) {
        throw new IllegalArgumentException("A newer version kept this answer");
      }
      return new VendorResponse(in.readInt(), in.readUTF(), in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalArgumentException("This is no kept answer", e);
    }
  }

  /**
   * The body in kept bytes.
   *
   * @param kept as a keeper got it
   * @return the bytes that the vendor sent
   * @throws IllegalArgumentException where a newer version kept it
   */
  public static byte[] body(byte[] kept) {
    return response(kept).body();
  }
}
