package dev.yizhan.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.RawServer;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.http.VendorResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViaTest {

  private static final int ROUNDS = 50;
  private static final Credentials ACCOUNT = new Credentials("demo", "secret");
  private static final List<PhoneNumber> TO = List.of(PhoneNumber.of("13800138000"));
  private static final String FIRST = "0106120218011881";
  private static final String SECOND = "0106120218011882";

  private static final Transport UNUSED =
      request -> {
        throw new AssertionError("this transport must not be used");
      };

  private static ServiceSettings settings(Binding binding) {
    return ServiceSettings.of(URI.create("http://127.0.0.1:1"), binding);
  }

  /** An answer to the request, in its binding, with one text as the operation's result. */
  private static Exchange answer(Binding binding, String operation, String result) {
    String body =
        switch (binding) {
          case SOAP_1_1 -> envelope("http://schemas.xmlsoap.org/soap/envelope/", operation, result);
          case SOAP_1_2 -> envelope("http://www.w3.org/2003/05/soap-envelope", operation, result);
          case HTTP_POST, HTTP_GET ->
              "<string xmlns=\"http://tempuri.org/\">" + result + "</string>";
        };
    return new Exchange.Answered(new VendorResponse(200, "text/xml", body.getBytes(UTF_8)));
  }

  private static String envelope(String namespace, String operation, String result) {
    return """
        <soap:Envelope xmlns:soap="%1$s"><soap:Body><%2$sResponse xmlns="http://tempuri.org/">\
        <%2$sResult>%3$s</%2$sResult></%2$sResponse></soap:Body></soap:Envelope>"""
        .formatted(namespace, operation, result);
  }

  private static String sent(VendorRequest request) {
    return request.address() + " " + new String(request.body(), UTF_8);
  }

  /** Both calls are inside their exchange before either gets its answer. */
  @ParameterizedTest
  @EnumSource(Binding.class)
  void directsTwoConcurrentCallsOverTheirOwnTransports(Binding binding) throws Exception {
    CyclicBarrier bothCalled = new CyclicBarrier(2);
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try (WinicService client = WinicService.over(settings(binding), ACCOUNT, UNUSED)) {
      WinicService first = client.via(expecting("甲", binding, FIRST, bothCalled));
      WinicService second = client.via(expecting("乙", binding, SECOND, bothCalled));
      for (int round = 0; round < ROUNDS; round++) {
        List<Future<Outcome<String>>> outcomes =
            callers.invokeAll(
                List.<Callable<Outcome<String>>>of(
                    () -> first.sendMessages(TO, "甲", Optional.empty()),
                    () -> second.sendMessages(TO, "乙", Optional.empty())));
        assertThat(outcomes.get(0).get()).isEqualTo(new Outcome.Accepted<>(FIRST));
        assertThat(outcomes.get(1).get()).isEqualTo(new Outcome.Accepted<>(SECOND));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static Transport expecting(
      String text, Binding binding, String id, CyclicBarrier bothCalled) {
    String encoded = java.net.URLEncoder.encode(text, UTF_8);
    return request -> {
      assertThat(sent(request)).containsAnyOf(text, encoded);
      try {
        bothCalled.await(1, TimeUnit.MINUTES);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return answer(binding, "SendMessages", id);
    };
  }

  /** A transport that failed leaves nothing for the next call over the pooled port. */
  @ParameterizedTest
  @EnumSource(Binding.class)
  void keepsTheOutcomesOfConsecutiveCallsApart(Binding binding) {
    try (WinicService client =
        WinicService.over(
            settings(binding), ACCOUNT, request -> answer(binding, "SendMessages", FIRST))) {
      WinicService unreachable = client.via(request -> new Exchange.NotSent("connection refused"));
      for (int round = 0; round < 3; round++) {
        assertThat(client.sendMessages(TO, "甲", Optional.empty()))
            .isEqualTo(new Outcome.Accepted<>(FIRST));
        assertThat(unreachable.sendMessages(TO, "甲", Optional.empty()))
            .isEqualTo(new Outcome.NotSent<>("connection refused"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void isOfferedByEveryService(Binding binding) {
    try (WinnerlookTrigger trigger = WinnerlookTrigger.over(settings(binding), ACCOUNT, UNUSED);
        LinkWsService linkWs =
            LinkWsService.over(settings(binding), ACCOUNT, LinkWs.Dialect.DEFAULT, UNUSED)) {
      assertThat(
              trigger
                  .via(request -> new Exchange.NotSent("connection refused"))
                  .getBalanceConnect())
          .isEqualTo(new Outcome.NotSent<BigDecimal>("connection refused"));
      assertThat(linkWs.via(request -> new Exchange.NotSent("connection refused")).getBalance())
          .isEqualTo(new Outcome.NotSent<BigDecimal>("connection refused"));
    }
  }

  @Test
  void leavesTheClientOpenWhenTheViewIsClosed() throws IOException {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.read();
                  connection.answer("404 Not Found", "", "");
                });
        WinicService client =
            WinicService.open(
                ServiceSettings.of(server.address().resolve("/"), Binding.SOAP_1_1), ACCOUNT)) {
      client.via(UNUSED).close();
      assertThat(client.getUserInfo()).isEqualTo(new Outcome.NotSent<>("HTTP 404"));
    }
  }
}
