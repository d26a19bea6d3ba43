package dev.yizhan.vendor.winic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
import dev.yizhan.http.Credentials;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.vendor.AccountDetails;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Cell;
import dev.yizhan.vendor.Done;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.NewAccount;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.VendorContract;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Document 2, by any of its transports. */
abstract class WinicAsmxContract extends VendorContract {

  @Override
  protected Vendor vendor() {
    return new WinicAsmxVendor();
  }

  /** The output of {@code iconv -f UTF-8 -t UTF-8}, percent-encoded. */
  @Override
  protected String wireForm() {
    return binding().isSoap()
        ? "<msg>" + shown() + "</msg>"
        : "&msg=%E4%BC%98%E6%83%A050%EF%BC%85%EF%BC%86%E9%95%95%E5%96%86%E2%80%94%E2%80%94"
            + "%E3%80%90%E9%A9%BF%E7%AB%99%E3%80%91&otime=";
  }

  @Override
  protected String shown() {
    return "优惠50％＆镕喆——【驿站】";
  }

  @Override
  protected List<String> refusals() {
    return List.of("-03", "-02", "-01");
  }

  @Override
  protected List<? extends ResultCode> sendCodes() {
    return List.of(WinicCode.values());
  }

  @Override
  protected List<? extends ResultCode> balanceCodes() {
    return List.of(WinicCode.values());
  }

  @Override
  protected Balance price() {
    return new Balance(new BigDecimal("0.1"), Balance.Unit.CNY);
  }

  @Override
  protected List<String> parameters(String operation) {
    return parametersIn("winic-service.wsdl", operation);
  }

  @Test
  @Cell("SendMessages")
  void sends() {
    accepted(sent(client(), message("好 😀", "13800138000", "13900139000")));
    assertOnTheWire("SendMessages");
    assertThat(sandbox.messages()).extracting(PhoneMessage::text).containsExactly("好 😀", "好 😀");
  }

  @Test
  @Cell("SendMessages_Ext")
  void sendsWithAnExtension() {
    accepted(
        sent(
            client(),
            message("测试", "13800138000").with(SendOptions.NONE.withExtension("0123456789"))));
    assertOnTheWire("SendMessages_Ext");
    assertThat(held().extension()).isEqualTo("0123456789");
  }

  @Test
  @Cell("SendInternationalMessages")
  void sendsInternationallyOneCountryPerCall() {
    Plan plan =
        client().plan(message("测试", "+85291234567", "13800138000", "+12025550123", "+85298765432"));
    assertThat(plan.calls())
        .extracting(call -> call.recipients().stream().map(PhoneNumber::digits).toList())
        .containsExactly(
            List.of("+85291234567", "+85298765432"),
            List.of("13800138000"),
            List.of("+12025550123"));
    accepted(client().send(plan.calls().get(0)));
    assertOnTheWire("SendInternationalMessages");
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::phone)
        .containsExactlyInAnyOrder("85291234567", "85298765432");
  }

  @Test
  @Cell("GET_SMS_MO")
  void readsTheRepliesToAnExtensionOnce() {
    VendorClient ofPort =
        WinicAsmxClient.of(WinicSettings.asmx(access()).withRepliesPort("001"), transport());
    sandbox.reply("winic", "13580305095", "收到 谢谢/好|的", "001");
    sandbox.reply("winic", "13580305096", "别的", "002");
    Reply reply = only(accepted(ofPort.replies(transport())).good());
    assertOnTheWire("GET_SMS_MO");
    assertThat(reply.number()).isEqualTo("13580305095");
    assertThat(reply.text()).isEqualTo("收到 谢谢/好|的");
    assertThat(reply.to()).contains("001");
    assertThat(reply.time()).isPresent();
    assertThat(accepted(ofPort.replies(transport())).items()).isEmpty();
  }

  @Test
  @Cell("GET_SMS_MO_Ext")
  void readsTheRepliesToAllExtensionsOnce() {
    sandbox.reply("winic", "13580305095", "一", "001");
    sandbox.reply("winic", "13580305096", "二", "002");
    assertThat(accepted(client().replies(transport())).good())
        .extracting(Reply::text)
        .containsExactly("一", "二");
    assertOnTheWire("GET_SMS_MO_Ext");
    assertThat(accepted(client().replies(transport())).items()).isEmpty();
  }

  @Test
  @Cell("SMS_Reports")
  void readsTheReportsOnce() {
    sandbox.failFor(Set.of("13900139000"));
    String id = accepted(sent(client(), message("测试", "13800138000", "13900139000"))).ids().get(0);
    List<Report> reports = accepted(client().reports(transport())).good();
    assertOnTheWire("SMS_Reports");
    assertThat(reports)
        .extracting(Report::vendorId, Report::number, Report::verdict)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(id, "13800138000", Report.Verdict.DELIVERED),
            org.assertj.core.groups.Tuple.tuple(id, "13900139000", Report.Verdict.FAILED));
    assertThat(reports.get(0).time()).isPresent();
    assertThat(accepted(client().reports(transport())).items()).isEmpty();
  }

  @Test
  @Cell("GetUserInfo")
  void returnsTheAccount() {
    AccountDetails account = accepted(client().account());
    assertOnTheWire("GetUserInfo");
    assertThat(account.user()).isEqualTo("demo");
    assertThat(account.prices().segment()).isEqualByComparingTo("0.1");
    assertThat(account.segmentLength()).isEqualTo(70);
    assertThat(account.signature()).isEqualTo("【驿站】");
    assertThat(account.balance()).isEqualTo(accepted(client().balance()).amount());
  }

  @Test
  @Cell("RegineUser_")
  void registersAnAccountAndReadsTheCodesOfThisOperation() {
    NewAccount account =
        new NewAccount(new Credentials("新客户", "秘密"), "demo", "驿站 & Co", "张三", "13800138000");
    assertThat(accepted(client().register(account))).isEqualTo(Done.DONE);
    assertOnTheWire("RegineUser_");
    assertThat(rejection(client().register(account))).isEqualTo(WinicRegisterCode.ACCOUNT_EXISTS);
    NewAccount orphan = new NewAccount(new Credentials("b", "b"), "nobody", "", "", "");
    assertThat(rejection(client().register(orphan))).isEqualTo(WinicRegisterCode.NO_SUCH_AGENT);
  }

  @Test
  @Cell("EditUserPwd")
  void changesThePassword() {
    Credentials old = new Credentials("changing", "old");
    Credentials changed = new Credentials("changing", "新密码");
    accepted(client().register(new NewAccount(old, "", "", "", "")));
    VendorClient before = client(access(old), transport());
    assertThat(accepted(before.changePassword("新密码"))).isEqualTo(Done.DONE);
    assertOnTheWire("EditUserPwd");
    assertThat(rejection(before.balance())).isEqualTo(WinicCode.WRONG_PASSWORD);
    accepted(client(access(changed), transport()).balance());
  }

  @Test
  void refusesAMalformedExtensionAndOneForInternationalNumbers() {
    Message message = message("测试", "13800138000");
    assertThat(
            refusal(client().plan(message.with(SendOptions.NONE.withExtension("12345678901"))))
                .reason())
        .isEqualTo(Refusal.Reason.OPTION_NOT_CARRIED);
    assertThat(
            refusal(
                    client()
                        .plan(
                            message("测试", "+85291234567")
                                .with(SendOptions.NONE.withExtension("1"))))
                .detail())
        .contains("abroad");
  }

  @Test
  void reportsTooFrequentPolls() {
    sandbox.pace(true);
    accepted(client().reports(transport()));
    assertThat(rejection(client().reports(transport()))).isEqualTo(WinicCode.OTHER_ERROR);
  }

  @Test
  void losesOnlyTheRecordsOfAnInterruptedAnswer() {
    sandbox.reply("winic", "13580305095", "一", "001");
    sandbox.set(name(), Fault.of(Fault.Kind.ACCEPT_THEN_DROP).times(1));
    assertThat(client().replies(transport())).isInstanceOf(dev.yizhan.http.Outcome.Unknown.class);
    sandbox.reply("winic", "13580305095", "二", "001");
    assertThat(accepted(client().replies(transport())).good())
        .extracting(Reply::text, Reply::vendorId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("二", Optional.empty()));
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
