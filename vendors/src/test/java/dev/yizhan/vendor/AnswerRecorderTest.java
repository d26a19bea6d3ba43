package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.codec.answer.Records;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.winic.WinicAsmxClient;
import dev.yizhan.vendor.winic.WinicSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerRecorderTest {

  private final List<byte[]> stored = new ArrayList<>();
  private Sandbox sandbox;
  private VendorHttp http;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    http = VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(2)));
  }

  @AfterEach
  void end() {
    http.close();
    sandbox.close();
  }

  private VendorClient winic(Binding binding) {
    return WinicAsmxClient.of(
        WinicSettings.asmx(
            new Access(
                sandbox.address(WinicAsmxSimulator.NAME),
                binding,
                new Credentials("demo", "demo"))),
        http);
  }

  private static List<String> texts(Outcome<Records<Reply>> outcome) {
    return ((Outcome.Accepted<Records<Reply>>) outcome)
        .value().good().stream().map(Reply::text).toList();
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void storesTheAnswerOfADestructiveReadAndReplaysIt(Binding binding) {
    try (VendorClient vendor = winic(binding)) {
      sandbox.reply("winic", "13800138000", "收到", "");
      AnswerRecorder recorder = AnswerRecorder.over(http, stored::add);
      Outcome<Records<Reply>> outcome = vendor.replies(recorder);
      assertThat(texts(outcome)).containsExactly("收到");
      assertThat(recorder.isStored()).isTrue();
      assertThat(stored).hasSize(1);
      assertThat(texts(vendor.replies(http))).as("deleted on read").isEmpty();

      int requests = sandbox.requests(WinicAsmxSimulator.NAME).size();
      assertThat(texts(vendor.replies(StoredAnswer.replay(stored.get(0))))).containsExactly("收到");
      assertThat(sandbox.requests(WinicAsmxSimulator.NAME)).hasSize(requests);
      assertThat(StoredAnswer.response(stored.get(0)).status()).isEqualTo(200);
    }
  }

  @Test
  void doesNotParseAnAnswerThatCouldNotBeStored() {
    try (VendorClient vendor = winic(Binding.HTTP_POST)) {
      UncheckedIOException full = new UncheckedIOException(new java.io.IOException("disk full"));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(
              () ->
                  vendor.replies(
                      AnswerRecorder.over(
                          http,
                          answer -> {
                            throw full;
                          })))
          .isSameAs(full);
      assertThat(texts(vendor.replies(http))).as("other polls are not recorded").isEmpty();
    }
  }

  @Test
  void storesNoIncompleteAnswer() {
    sandbox.set(WinicAsmxSimulator.NAME, Fault.of(Fault.Kind.HALF_ANSWER));
    try (VendorClient vendor = winic(Binding.HTTP_POST)) {
      AnswerRecorder recorder = AnswerRecorder.over(http, stored::add);
      Outcome<Records<Reply>> outcome = vendor.replies(recorder);
      assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
      assertThat(recorder.isStored()).isFalse();
      assertThat(recorder.answer()).isEmpty();
      assertThat(stored).isEmpty();
    }
  }

  @Test
  void returnsTheAnswerOfAServerThatFailed() {
    sandbox.set(WinicAsmxSimulator.NAME, Fault.status(500));
    try (VendorClient vendor = winic(Binding.HTTP_POST)) {
      AnswerRecorder recorder = AnswerRecorder.over(http, stored::add);
      Outcome<Records<Reply>> outcome = vendor.replies(recorder);
      assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
      assertThat(recorder.isStored()).isFalse();
      assertThat(stored).isEmpty();
      assertThat(StoredAnswer.response(recorder.answer().orElseThrow()).status()).isEqualTo(500);
    }
  }

  @Test
  void refusesAMalformedStoredAnswer() {
    assertThatIllegalArgumentException().isThrownBy(() -> StoredAnswer.response(new byte[] {9, 1}));
    assertThatIllegalArgumentException().isThrownBy(() -> StoredAnswer.response(new byte[] {1}));
  }
}
