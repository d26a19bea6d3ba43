package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.charset.CharsetDetector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Calls a vendor's pages with forms, in the body or in the address, in one charset. That of an
 * answer is decided by evidence ({@link CharsetDetector}). Thread-safe.
 */
public final class FormClient {

  private static final System.Logger LOG = System.getLogger("dev.yizhan.http");

  private final String base;
  private final Map<String, URI> addresses;
  private final VendorRequest.Method method;
  private final FormEncoding encoding;
  private final Transport transport;

  private FormClient(
      String base,
      Map<String, URI> addresses,
      VendorRequest.Method method,
      FormEncoding encoding,
      Transport transport) {
    this.base = base;
    this.addresses = addresses;
    this.method = requireNonNull(method, "method");
    this.encoding = requireNonNull(encoding, "encoding");
    this.transport = requireNonNull(transport, "transport");
  }

  /**
   * A client for all pages of a vendor.
   *
   * @param base scheme and host, optionally a port and a path that precedes the pages' paths
   * @param method GET puts passwords into addresses: prefer POST
   * @param encoding of forms; for answers, one declaration among others
   * @param transport must be closed by the caller, if at all
   */
  public static FormClient of(
      URI base, VendorRequest.Method method, FormEncoding encoding, Transport transport) {
    String address = base.toString();
    return new FormClient(
        address.endsWith("/") ? address.substring(0, address.length() - 1) : address,
        new ConcurrentHashMap<>(),
        method,
        encoding,
        transport);
  }

  /** A view of this client whose calls go over another transport; cheap and thread-safe. */
  public FormClient via(Transport other) {
    return new FormClient(base, addresses, method, encoding, other);
  }

  /**
   * Calls a page once.
   *
   * @param path after the base, with a leading slash; addresses are cached, so only the vendor's
   *     few
   * @param parameters in order, including empty ones that the vendor requires
   * @param reader of the answer; it throws a {@link dev.yizhan.codec.CodecException} for an answer
   *     that is neither a result nor a refusal
   * @throws dev.yizhan.codec.CodecException if the charset lacks a character of a parameter
   */
  public <T> Outcome<T> call(
      String path, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    VendorRequest request =
        VendorRequest.form(
            method,
            addresses.computeIfAbsent(path, page -> URI.create(base + page)),
            encoding.encode(parameters));
    long start = System.nanoTime();
    Outcome<T> outcome =
        Outcome.of(
            transport.exchange(request),
            response ->
                reader.apply(
                    CharsetDetector.expecting(encoding.charset())
                        .text(response.body(), response.contentType())));
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%s: %s in %d ms"
                .formatted(
                    request,
                    outcome.getClass().getSimpleName(),
                    (System.nanoTime() - start) / 1_000_000));
    return outcome;
  }
}
