package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Calls a vendor's pages by forms, in the body or in the address, in one charset for forms and
 * answers. Thread-safe.
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
   * Takes what all of a vendor's pages share.
   *
   * @param base scheme, host, port, perhaps a path before the pages' own
   * @param method GET puts passwords into addresses: POST is the better choice
   * @param encoding of forms and answers, whatever an answer says about its charset
   * @param transport the way, which the caller closes
   * @return a client
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
   * @param path behind the base, with a slash before it; one of the vendor's few
   * @param parameters in order, empty ones too where the vendor wants them
   * @param reader of the answer; a {@link dev.yizhan.codec.CodecException} means that it is outside
   *     both of its forms
   * @param <T> what the page gives
   * @return what came of it
   * @throws dev.yizhan.codec.CodecException where the charset lacks a character of a parameter
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
            transport.exchange(request), response -> reader.apply(encoding.text(response.body())));
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
