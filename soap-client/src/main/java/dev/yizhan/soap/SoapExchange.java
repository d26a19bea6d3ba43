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
  private Optional<Exchange> result = Optional.empty();

  SoapExchange(Transport transport) {
    this.transport = transport;
  }

  Exchange perform(VendorRequest request) {
    // Stays if the transport throws an exception: it may have written the request before.
    result = Optional.of(new Exchange.InDoubt("the transport failed", Optional.empty()));
    Exchange exchange = transport.exchange(request);
    result = Optional.of(exchange);
    return exchange;
  }

  /** Empty as long as the request was not handed to the transport. */
  Optional<Exchange> result() {
    return result;
  }

  /** Whether an element of the answer contains another element that is not nil. */
  boolean hasContent(String element) {
    return result
        .filter(Exchange.Answered.class::isInstance)
        .map(answered -> ((Exchange.Answered) answered).response())
        .map(AnswerText::of)
        .filter(
            text ->
                Pattern.compile("[<:]" + element + "\\b[^>]*(?<!/)>\\s*<[^/>][^>]*(?<!/)>")
                    .matcher(text)
                    .find())
        .isPresent();
  }
}
