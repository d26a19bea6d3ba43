package dev.yizhan.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yizhan.http.Exchange;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.http.VendorResponse;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoapExchangeTest {

  private static final VendorRequest REQUEST =
      VendorRequest.form(VendorRequest.Method.POST, URI.create("http://vendor.test/"), "");

  private static SoapExchange answered(String body) {
    SoapExchange exchange =
        new SoapExchange(
            request ->
                new Exchange.Answered(new VendorResponse(200, "text/xml", body.getBytes(UTF_8))));
    exchange.perform(REQUEST);
    return exchange;
  }

  @Test
  void hasNoResultBeforeTheRequestIsWritten() {
    assertThat(new SoapExchange(request -> new Exchange.NotSent("unused")).result()).isEmpty();
  }

  @Test
  void keepsTheResultOfTheTransport() {
    SoapExchange exchange = new SoapExchange(request -> new Exchange.NotSent("refused"));
    assertThat(exchange.perform(REQUEST)).isEqualTo(new Exchange.NotSent("refused"));
    assertThat(exchange.result()).contains(new Exchange.NotSent("refused"));
  }

  @Test
  void isInDoubtWhenTheTransportThrowsAnException() {
    SoapExchange exchange =
        new SoapExchange(
            request -> {
              throw new IllegalStateException("disk full");
            });
    assertThatIllegalStateException().isThrownBy(() -> exchange.perform(REQUEST));
    assertThat(exchange.result())
        .contains(new Exchange.InDoubt("the transport failed", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<R><Other>1</Other></R>",
        "<R xmlns=\"http://tempuri.org/\">\n  <Other>1</Other></R>",
        "<x:R><x:Other>1</x:Other></x:R>"
      })
  void findsContentUnderAnyName(String body) {
    assertThat(answered(body).hasContent("R")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<R/>", "<R></R>", "<R><Result/></R>", "<R><Result nil=\"true\" /></R>", ""})
  void findsNoContentInAnEmptyElement(String body) {
    assertThat(answered(body).hasContent("R")).isFalse();
  }
}
