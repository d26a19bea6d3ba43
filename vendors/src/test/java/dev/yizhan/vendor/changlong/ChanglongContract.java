package dev.yizhan.vendor.changlong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.yizhan.codec.code.ChanglongBalanceCode;
import dev.yizhan.codec.code.ChanglongPollCode;
import dev.yizhan.codec.code.ChanglongSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorResponse;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Cell;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.VendorContract;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Document 3, by either method. */
abstract class ChanglongContract extends VendorContract {

  @Override
  protected Vendor vendor() {
    return new ChanglongVendor();
  }

  /** The output of {@code iconv -f UTF-8 -t CP936}, percent-encoded. */
  @Override
  protected String wireForm() {
    return "&send_content=%D3%C5%BB%DD50%25%26%E9F%86%B4%A1%AA%A1%AA%A1%BE%E6%E4%D5%BE%A1%BF";
  }

  @Override
  protected List<String> refusals() {
    return List.of("-7", "-7", "-9");
  }

  @Override
  protected List<? extends ResultCode> sendCodes() {
    return List.of(ChanglongSendCode.values());
  }

  @Override
  protected List<? extends ResultCode> balanceCodes() {
    return List.of(ChanglongBalanceCode.values());
  }

  @Override
  protected Balance price() {
    return new Balance(BigDecimal.ONE, Balance.Unit.MESSAGES);
  }

  @Override
  protected List<String> parameters(String operation) {
    return operation.equals("sendsms_txt")
        ? List.of("us_name", "us_pwd", "send_phone", "send_content")
        : List.of("us_name", "us_pwd");
  }

  @Test
  @Cell("sendsms_txt")
  void sendsToMobilesAndLandlinesAndReturnsAnIdForEach() {
    Sent sent = accepted(sent(client(), message("测试 好", "13800138000", "075580808080")));
    assertOnTheWire("sendsms_txt");
    assertThat(sandbox.messages())
        .extracting(message -> tuple(message.phone(), message.vendorId()))
        .containsExactlyInAnyOrder(
            tuple("13800138000", sent.ids().get(0)), tuple("075580808080", sent.ids().get(1)));
    assertThat(sent.refused()).isZero();
    assertThat(sandbox.requests(name()).get(0).form()).doesNotContain("send_time");
  }

  @Test
  @Cell("get_report_txt")
  void readsTheReportsOnce() {
    sandbox.failFor(Set.of("13900139000"));
    List<String> ids = accepted(sent(client(), message("测试", "13800138000", "13900139000"))).ids();
    assertThat(accepted(client().reports(transport())).good())
        .extracting(Report::vendorId, Report::number, Report::verdict, Report::status)
        .containsExactly(
            tuple(ids.get(0), "13800138000", Report.Verdict.DELIVERED, "10"),
            tuple(ids.get(1), "13900139000", Report.Verdict.FAILED, "20"));
    assertOnTheWire("get_report_txt");
    assertThat(accepted(client().reports(transport())).items()).isEmpty();
  }

  @Test
  @Cell("get_receive_message_txt")
  void readsTheRepliesOnce() {
    sandbox.reply("changlong", "13798361236", "我回复;一|条", "");
    assertThat(accepted(client().replies(transport())).good())
        .extracting(Reply::number, Reply::text, Reply::time)
        .containsExactly(tuple("13798361236", "我回复;一|条", Optional.empty()));
    assertOnTheWire("get_receive_message_txt");
    assertThat(accepted(client().replies(transport())).items()).isEmpty();
  }

  @Test
  @Cell("Get_Account_Balance")
  void returnsTheBalance() {
    assertThat(accepted(client().balance()).amount()).isPositive();
    assertOnTheWire("Get_Account_Balance");
  }

  @Test
  void reportsTheForbiddenWordButDoesNotPrintIt() {
    Outcome<Sent> outcome = sent(client(), message("测试" + World.FORBIDDEN_WORD, "13800138000"));
    assertThat(rejection(outcome)).isEqualTo(ChanglongSendCode.FORBIDDEN_WORD);
    assertThat(((Outcome.Rejected<Sent>) outcome).word()).contains(World.FORBIDDEN_WORD);
    assertThat(outcome.toString()).doesNotContain(World.FORBIDDEN_WORD);
  }

  @Test
  void reportsAPartlyRefusedCallAsUnknown() {
    // The second answer counts one number of two and does not name the other.
    for (String answer : List.of("0|1|1|6408676", "0|1|0|6408676")) {
      Transport oneRefused =
          request ->
              new Exchange.Answered(
                  new VendorResponse(200, "text/html", answer.getBytes(StandardCharsets.US_ASCII)));
      VendorClient vendor = client(access(), oneRefused);
      Sent sent = accepted(sent(vendor, message("测试", "13800138000", "13900139000")));
      assertThat(sent.refused()).isEqualTo(1);
      assertThat(sent.ids()).containsExactly("6408676");
    }
  }

  @Test
  void distinguishesTheSameCodeOfDifferentPages() {
    sandbox.set(name(), Fault.code("-3"));
    assertThat(rejection(sent(client(), message("测试", "13800138000"))))
        .isEqualTo(ChanglongSendCode.FORBIDDEN_WORD);
    assertThat(rejection(client().reports(transport()))).isEqualTo(ChanglongPollCode.BUSY);
    assertThat(rejection(client().replies(transport()))).isEqualTo(ChanglongPollCode.BUSY);
    for (ChanglongPollCode code : ChanglongPollCode.values()) {
      sandbox.set(name(), Fault.code(code.code()));
      assertThat(rejection(client().reports(transport()))).isEqualTo(code);
      assertThat(rejection(client().replies(transport()))).isEqualTo(code);
    }
  }

  /** Truncated at every byte, also inside a character of two bytes. */
  @Test
  void rejectsATruncatedAnswerAsAWhole() {
    int length = "1|1;13798361236;".length() + 2 * "我回复一条".length();
    for (int cut = 0; cut < length; cut++) {
      sandbox.forgetMessages();
      sandbox.reply("changlong", "13798361236", "我回复一条", "");
      sandbox.set(name(), Fault.of(Fault.Kind.HALF_ANSWER).cutAfter(cut));
      assertThat(client().replies(transport()))
          .as("cut after " + cut)
          .isInstanceOf(Outcome.Unknown.class);
    }
  }

  @Test
  void refusesATextThatIsTooLong() {
    assertThat(refusal(client().plan(message("a".repeat(336), "13800138000"))).reason())
        .isEqualTo(Refusal.Reason.TEXT_LENGTH);
    assertThat(client().plan(message("a".repeat(335), "13800138000")).calls()).hasSize(1);
  }
}
