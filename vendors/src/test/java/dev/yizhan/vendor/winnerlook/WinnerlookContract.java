package dev.yizhan.vendor.winnerlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Cell;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.VendorContract;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import dev.yizhan.vendor.setting.SettingValues;
import dev.yizhan.vendor.winnerlook.WinnerlookSettings.Encryption;
import dev.yizhan.vendor.winnerlook.WinnerlookSettings.Polls;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Document 5, by any of its transports. */
abstract class WinnerlookContract extends VendorContract {

  @Override
  protected Vendor vendor() {
    return new WinnerlookVendor();
  }

  private static WinnerlookSettings settings(Access access) {
    return WinnerlookSettings.of(access);
  }

  private VendorClient client(WinnerlookSettings settings) {
    return WinnerlookClient.of(settings, transport());
  }

  private VendorClient encrypting() {
    return client(settings(access()).withEncryption(Encryption.REFUSING_AMPERSANDS));
  }

  /** The output of {@code iconv -f UTF-8 -t UTF-8}, percent-encoded. */
  @Override
  protected String wireForm() {
    return binding().isSoap()
        ? "<Msg>优惠50%&amp;镕喆——【驿站】</Msg>"
        : "&Msg=%E4%BC%98%E6%83%A050%25%26%E9%95%95%E5%96%86%E2%80%94%E2%80%94%E3%80%90%E9%A9%BF"
            + "%E7%AB%99%E3%80%91&";
  }

  @Override
  protected List<String> refusals() {
    return List.of("-3", "-3", "-7");
  }

  @Override
  protected List<? extends ResultCode> sendCodes() {
    return List.of(WinnerlookCode.values());
  }

  @Override
  protected List<? extends ResultCode> balanceCodes() {
    return List.of(WinnerlookCode.values());
  }

  @Override
  protected Balance price() {
    return new Balance(BigDecimal.ONE, Balance.Unit.VENDOR);
  }

  private static VendorCall only(Plan plan) {
    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.calls()).hasSize(1);
    return plan.calls().get(0);
  }

  @Override
  protected List<String> parameters(String operation) {
    return parametersIn("winnerlook-trigger.wsdl", operation);
  }

  @Test
  @Cell("GetBalanceConnect")
  void returnsTheBalanceAndReportsTooFrequentPolls() {
    assertThat(accepted(client().balance()).amount()).isPositive();
    assertOnTheWire("GetBalanceConnect");
    sandbox.pace(true);
    accepted(client().balance());
    assertThat(rejection(client().balance())).isEqualTo(WinnerlookCode.TOO_FAST);
  }

  @Test
  @Cell("SendMsg")
  void sendsToOneRecipientWithACustomId() {
    VendorClient vendor = client(settings(access()).withAutograph("7"));
    VendorCall call = only(vendor.plan(message("好 😀", "13800138000"))).withId("77-1");
    accepted(vendor.send(call));
    assertOnTheWire("SendMsg");
    assertThat(held().customId()).isEqualTo("77-1");
    assertThat(held().text()).isEqualTo("好 😀");
    assertThat(held().request().target() + held().request().body())
        .containsPattern("autograph(=|>)7[&<]")
        .containsPattern("smsType(=|>)101");
  }

  @Test
  @Cell("SendBatchMsg")
  void sendsToSeveralRecipientsInOneBatch() {
    VendorCall call = only(client().plan(message("测试", "13800138000", "13900139000")));
    String id = accepted(client().send(call.withId("77-1"))).ids().get(0);
    assertOnTheWire("SendBatchMsg");
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::vendorId, PhoneMessage::customId)
        .containsExactly(tuple(id, ""), tuple(id, ""));
  }

  @Test
  @Cell("sendMsgExt")
  void sendsWithAnExtensionToOneRecipientPerCall() {
    Plan plan =
        client()
            .plan(
                message("测试", "13800138000", "13900139000")
                    .with(SendOptions.NONE.withExtension("1234567890123456")));
    assertThat(plan.calls()).hasSize(2);
    accepted(client().send(plan.calls().get(0).withId("77-1")));
    assertOnTheWire("sendMsgExt");
    assertThat(held().extension()).isEqualTo("1234567890123456");
    assertThat(held().customId()).isEqualTo("77-1");
  }

  @Test
  @Cell("sendMsgByEncrypt")
  void sendsEncryptedToOneRecipientPerCall() {
    Plan plan = encrypting().plan(message("你的验证码是:2345【饿了么】", "13800138000", "13900139000"));
    assertThat(plan.calls()).hasSize(2);
    accepted(encrypting().send(plan.calls().get(0).withId("77-1")));
    assertOnTheWire("sendMsgByEncrypt");
    assertThat(held().text()).isEqualTo("你的验证码是:2345【饿了么】");
    assertThat(held().request().target() + held().request().body())
        .doesNotContain("13800138000", "2345");
  }

  @Test
  @Cell("SendIndividualMsg")
  void sendsATextPerRecipientInOneCall() {
    assertIndividual("|~|", "|-|");
  }

  /** vendor-rules §8. */
  @Test
  void sendsThemWithTheOtherPairOfSeparatorsThatUsersReport() {
    assertIndividual("|!|", "|^|");
  }

  private void assertIndividual(String inside, String between) {
    VendorClient vendor =
        vendor()
            .open(
                access(),
                SettingValues.of(Map.of("separator-inside", inside, "separator-between", between)),
                transport());
    Message own =
        new Message(
            List.of(PHONE, dev.yizhan.codec.PhoneNumber.of("13900139000")),
            List.of("甲, & <一>", "乙"),
            SendOptions.NONE);
    accepted(vendor.send(only(vendor.plan(own)).withId("77-1")));
    assertOnTheWire("SendIndividualMsg");
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::phone, PhoneMessage::text, PhoneMessage::customId)
        .containsExactlyInAnyOrder(
            tuple("13800138000", "甲, & <一>", "77-1"), tuple("13900139000", "乙", "77-1"));
  }

  @Test
  @Cell("GetReportConnect")
  void readsTheReportsOnce() {
    assertReports(client(settings(access()).withPolls(Polls.FIRST)), "GetReportConnect", false);
  }

  @Test
  @Cell("GetReport2Connect")
  void readsTheReportsWithTheirTimesOnce() {
    assertReports(client(), "GetReport2Connect", true);
  }

  @Test
  @Cell("GetReport2ByEncrypt")
  void readsTheReportsWithAnEncryptedPassword() {
    assertReports(encrypting(), "GetReport2ByEncrypt", true);
    assertThat(sandbox.requests(name()).get(0).form()).doesNotContain("userPass");
  }

  private void assertReports(VendorClient vendor, String command, boolean times) {
    sandbox.failFor(Set.of("13900139000"));
    String first =
        accepted(client().send(only(client().plan(message("一", "13800138000"))).withId("77-1")))
            .ids()
            .get(0);
    String second =
        accepted(client().send(only(client().plan(message("二", "13900139000"))))).ids().get(0);
    List<Report> reports = accepted(vendor.reports(transport())).good();
    assertOnTheWire(command);
    assertThat(reports)
        .extracting(Report::vendorId, Report::number, Report::verdict, Report::customId)
        .containsExactly(
            tuple(first, "13800138000", Report.Verdict.DELIVERED, Optional.of("77-1")),
            tuple(second, "13900139000", Report.Verdict.FAILED, Optional.empty()));
    assertThat(reports)
        .allSatisfy(report -> assertThat(report.time().isPresent()).isEqualTo(times));
    assertThat(accepted(vendor.reports(transport())).items()).isEmpty();
  }

  @Test
  @Cell("GetMoConnect")
  void readsTheRepliesOnce() {
    assertReplies(
        client(settings(access()).withPolls(Polls.FIRST)), "GetMoConnect", Optional.empty());
  }

  @Test
  @Cell("GetMo2Connect")
  void readsTheRepliesWithTheirExtensionOnce() {
    assertReplies(client(), "GetMo2Connect", Optional.of("106911378882931"));
  }

  @Test
  @Cell("GetMo2ByEncrypt")
  void readsTheRepliesWithAnEncryptedPassword() {
    assertReplies(encrypting(), "GetMo2ByEncrypt", Optional.empty());
    assertThat(sandbox.requests(name()).get(0).form()).doesNotContain("userPass");
  }

  private void assertReplies(VendorClient vendor, String command, Optional<String> to) {
    accepted(client().send(only(client().plan(message("问", "13800138000"))).withId("77-1")));
    sandbox.reply("winnerlook", "13800138000", "答, 一;二|三", "106911378882931");
    List<Reply> replies = accepted(vendor.replies(transport())).good();
    assertOnTheWire(command);
    assertThat(replies)
        .extracting(Reply::number, Reply::text, Reply::to, Reply::customId)
        .containsExactly(tuple("13800138000", "答, 一;二|三", to, Optional.of("77-1")));
    assertThat(accepted(vendor.replies(transport())).items()).isEmpty();
  }

  @Test
  void refusesACallThatWasPlannedUnderOtherSettings() {
    VendorCall batch = only(client().plan(message("测试", "13800138000", "13900139000")));
    assertThat(encrypting().send(batch)).isInstanceOf(dev.yizhan.http.Outcome.NotSent.class);
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void refusesOrWidensAnAmpersandInAnEncryptedText() {
    Refusal refusal = refusal(encrypting().plan(message("甲&乙", "13800138000")));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_FORBIDDEN);
    assertThat(refusal.detail()).contains("index 1");
    VendorClient widening =
        client(settings(access()).withEncryption(Encryption.WIDENING_AMPERSANDS));
    accepted(sent(widening, message("甲&乙", "13800138000")));
    assertThat(held().text()).isEqualTo("甲＆乙");
  }

  @Test
  void limitsTheLengthOfAnEncryptedQuery() {
    WinnerlookSettings encrypting =
        settings(access()).withEncryption(Encryption.REFUSING_AMPERSANDS);
    VendorClient client = client(encrypting.withLimits(encrypting.limits().withMaxSegments(20)));
    int longest = 0;
    for (int length = 100; length < 1200; length += 100) {
      Plan plan = client.plan(message("a".repeat(length), "13800138000"));
      if (plan.calls().isEmpty()) {
        assertThat(refusal(plan).reason()).isEqualTo(Refusal.Reason.TEXT_LENGTH);
      } else {
        accepted(client.send(plan.calls().get(0)));
        longest = length;
        String target = sandbox.requests(name()).get(0).target();
        assertThat(target.substring(target.indexOf('?') + 1)).hasSizeLessThanOrEqualTo(2048);
      }
    }
    assertThat(longest).isEqualTo(binding() == dev.yizhan.http.Binding.HTTP_GET ? 700 : 1100);
  }

  @Test
  void refusesASeparatorInAPerRecipientText() {
    VendorClient vendor =
        client(settings(access()).withSeparators(IndividualTexts.of("|~|", "|-|")));
    Message own =
        new Message(
            List.of(PHONE, dev.yizhan.codec.PhoneNumber.of("13900139000")),
            List.of("甲|-|一", "乙"),
            SendOptions.NONE);
    assertThat(refusal(vendor.plan(own)).detail()).startsWith("a text holds a separator");
    Message neighbours =
        new Message(
            List.of(PHONE, dev.yizhan.codec.PhoneNumber.of("13900139000")),
            List.of("甲|-", "乙"),
            SendOptions.NONE);
    assertThat(refusal(vendor.plan(neighbours)).detail()).contains("neighbour");
  }

  @Test
  void refusesALongExtensionAndANonNumericType() {
    Message message = message("测试", "13800138000");
    for (SendOptions options :
        List.of(
            SendOptions.NONE.withExtension("12345678901234567"),
            SendOptions.NONE.withMessageType("promotion"))) {
      assertThat(refusal(client().plan(message.with(options))).reason())
          .isEqualTo(Refusal.Reason.OPTION_NOT_CARRIED);
    }
  }

  @Test
  void readsTheTextThatOlderVersionsAppendToACode() {
    sandbox.set(name(), dev.yizhan.sandbox.Fault.code("-6:违禁词"));
    assertThat(rejection(sent(client(), message("测试", "13800138000"))))
        .isEqualTo(WinnerlookCode.FORBIDDEN_WORD);
  }
}
