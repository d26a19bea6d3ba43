package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.codec.Records;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.soap.Binding;
import dev.yizhan.soap.Credentials;
import dev.yizhan.vendor.winic.WinicAsmx;
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

class JournalTest {

  private final List<byte[]> kept = new ArrayList<>();
  private Sandbox sandbox;
  private VendorHttp http;
  private Journal journal;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    http = VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(2)));
    journal = Journal.over(http);
  }

  @AfterEach
  void end() {
    http.close();
    sandbox.close();
  }

  private SmsVendor winic(Binding binding) {
    return WinicAsmx.of(
        WinicSettings.asmx(
            new Access(
                sandbox.address(WinicAsmxSimulator.NAME),
                binding,
                new Credentials("demo", "demo"))),
        journal);
  }

  private static List<String> texts(Outcome<Records<Reply>> outcome) {
    return ((Outcome.Accepted<Records<Reply>>) outcome)
        .value().good().stream().map(Reply::text).toList();
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void keepsAnAnswerThatIsGivenOnceAndReadsItAgain(Binding binding) {
    try (SmsVendor vendor = winic(binding)) {
      sandbox.reply("winic", "13800138000", "收到", "");
      Journal.Asked<Records<Reply>> asked = journal.asking(kept::add, vendor::replies);
      assertThat(texts(asked.outcome())).containsExactly("收到");
      assertThat(asked.isKept()).isTrue();
      assertThat(kept).hasSize(1);
      assertThat(texts(vendor.replies())).as("handed out once").isEmpty();

      int requests = sandbox.requests(WinicAsmxSimulator.NAME).size();
      assertThat(texts(journal.reading(kept.get(0), vendor::replies))).containsExactly("收到");
      assertThat(sandbox.requests(WinicAsmxSimulator.NAME)).hasSize(requests);
      assertThat(Journal.response(kept.get(0)).status()).isEqualTo(200);
    }
  }

  @Test
  void doesNotReadWhatCouldNotBeKept() {
    try (SmsVendor vendor = winic(Binding.HTTP_POST)) {
      UncheckedIOException full = new UncheckedIOException(new java.io.IOException("disk full"));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(
              () ->
                  journal.asking(
                      answer -> {
                        throw full;
                      },
                      vendor::replies))
          .isSameAs(full);
      assertThat(texts(vendor.replies())).as("the thread is free for other questions").isEmpty();
    }
  }

  @Test
  void keepsNothingWhereNothingWholeCame() {
    sandbox.set(WinicAsmxSimulator.NAME, Fault.of(Fault.Kind.HALF_ANSWER));
    try (SmsVendor vendor = winic(Binding.HTTP_POST)) {
      Journal.Asked<Records<Reply>> asked = journal.asking(kept::add, vendor::replies);
      assertThat(asked.outcome()).isInstanceOf(Outcome.Unknown.class);
      assertThat(asked.isKept()).isFalse();
      assertThat(asked.answer()).isEmpty();
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void givesTheAnswerOfAServerThatFailedToWhoAsked() {
    sandbox.set(WinicAsmxSimulator.NAME, Fault.status(500));
    try (SmsVendor vendor = winic(Binding.HTTP_POST)) {
      Journal.Asked<Records<Reply>> asked = journal.asking(kept::add, vendor::replies);
      assertThat(asked.outcome()).isInstanceOf(Outcome.Unknown.class);
      assertThat(asked.isKept()).isFalse();
      assertThat(kept).isEmpty();
      assertThat(Journal.response(asked.answer().orElseThrow()).status()).isEqualTo(500);
    }
  }

  @Test
  void refusesWhatIsNoKeptAnswer() {
    assertThatIllegalArgumentException().isThrownBy(() -> Journal.response(new byte[] {9, 1}));
    assertThatIllegalArgumentException().isThrownBy(() -> Journal.response(new byte[] {1}));
  }
}
