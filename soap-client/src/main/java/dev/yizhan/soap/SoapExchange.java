package dev.yizhan.soap;

import dev.yizhan.http.Exchange;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The HTTP exchange of one SOAP call. It travels with the call through the JAX-WS runtime to {@link
 * SoapTube}, so that each call names its own transport. Used by one thread.
 */
final class SoapExchange {

  /** The key in the port's request context. */
  static final String PROPERTY = "dev.yizhan.soap.exchange";

  private final Transport transport;
  private boolean begun;
  private Optional<Exchange> result = Optional.empty();

  SoapExchange(Transport transport) {
    this.transport = transport;
  }

  Exchange perform(VendorRequest request) {
    begun = true;
    Exchange exchange = transport.exchange(request);
    result = Optional.of(exchange);
    return exchange;
  }

  /** Whether the request was handed to the transport. */
  boolean isBegun() {
    return begun;
  }

  /** Empty before the exchange, and after one whose transport threw an exception. */
  Optional<Exchange> result() {
    return result;
  }

  /** Whether an element of the answer contains another element that is not nil. */
  boolean hasContent(String element) {
    return result
        .filter(Exchange.Answered.class::isInstance)
        .map(answered -> ((Exchange.Answered) answered).response().body())
        .map(AnswerText::of)
        .filter(
            text ->
                Pattern.compile("[<:]" + element + "\\b[^>]*(?<!/)>\\s*<[^/>][^>]*(?<!/)>")
                    .matcher(text)
                    .find())
        .isPresent();
  }
}
