package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.http.VendorRequest.Method;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FormClientTest {

  private static final Charset GBK = Charset.forName("GBK");
  private static final List<Parameter> FORM =
      List.of(new Parameter("id", "u"), new Parameter("msg", "测试"));

  /** One request that went out. */
  private record Sent(Method method, URI address, String body) {}

  private final List<Sent> sent = new ArrayList<>();

  private Transport answering(String text) {
    return request -> {
      sent.add(new Sent(request.method(), request.address(), new String(request.body(), GBK)));
      return new Exchange.Answered(
          new VendorResponse(200, "text/html; charset=utf-8", text.getBytes(GBK)));
    };
  }

  private FormClient client(Method method, Transport transport) {
    return FormClient.of(
        URI.create("http://vendor.test/path/"), method, FormEncoding.GB2312, transport);
  }

  private static Outcome<String> call(FormClient client) {
    return client.call("/send.asp", FORM, Answer.Given::new);
  }

  @Test
  void putsTheFormInTheBodyOfAPost() {
    assertThat(call(client(Method.POST, answering("000"))))
        .isEqualTo(new Outcome.Accepted<>("000"));
    assertThat(sent)
        .containsExactly(
            new Sent(
                Method.POST,
                URI.create("http://vendor.test/path/send.asp"),
                "id=u&msg=%B2%E2%CA%D4"));
  }

  @Test
  void putsTheFormInTheAddressOfAGet() {
    assertThat(call(client(Method.GET, answering("000")))).isEqualTo(new Outcome.Accepted<>("000"));
    assertThat(sent)
        .containsExactly(
            new Sent(
                Method.GET,
                URI.create("http://vendor.test/path/send.asp?id=u&msg=%B2%E2%CA%D4"),
                ""));
  }

  /** 停水通知 is valid UTF-8 too; the page in GB2312 may include a file that begins with a mark. */
  @Test
  void readsTheAnswerInTheCharsetThatItIsIn() {
    for (String body : List.of("停水通知", "-3|发票", "镕")) {
      assertThat(call(client(Method.POST, answering(body))))
          .isEqualTo(new Outcome.Accepted<>(body));
      byte[] marked = ("\uFEFF" + body).getBytes(StandardCharsets.UTF_8);
      assertThat(
              call(
                  client(
                      Method.POST,
                      request -> new Exchange.Answered(new VendorResponse(200, "", marked)))))
          .isEqualTo(new Outcome.Accepted<>(body));
    }
  }

  @Test
  void readsTheAnswerInItsOwnCharsetWhateverTheHeaderSays() {
    assertThat(call(client(Method.POST, answering("余额")))).isEqualTo(new Outcome.Accepted<>("余额"));
  }

  /** Both calls are inside their exchange before either gets its answer. */
  @Test
  void directsTwoConcurrentCallsOverTheirOwnTransports() throws Exception {
    CyclicBarrier bothCalled = new CyclicBarrier(2);
    Function<String, Transport> meeting =
        answer ->
            request -> {
              try {
                bothCalled.await(1, TimeUnit.MINUTES);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
              return new Exchange.Answered(new VendorResponse(200, "", answer.getBytes(GBK)));
            };
    FormClient client =
        client(
            Method.POST,
            request -> {
              throw new AssertionError("this transport must not be used");
            });
    FormClient first = client.via(meeting.apply("first"));
    FormClient second = client.via(meeting.apply("second"));
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Outcome<String>>> outcomes =
          callers.invokeAll(
              List.<Callable<Outcome<String>>>of(() -> call(first), () -> call(second)));
      assertThat(outcomes.get(0).get()).isEqualTo(new Outcome.Accepted<>("first"));
      assertThat(outcomes.get(1).get()).isEqualTo(new Outcome.Accepted<>("second"));
    } finally {
      callers.shutdownNow();
    }
  }
}
