package dev.yizhan.vendor.linkws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.codec.code.LinkWsSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Cell;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.VendorContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Document 4, by any of its transports. */
abstract class LinkWsContract extends VendorContract {

  @Override
  protected Vendor vendor() {
    return new LinkWsVendor();
  }

  /** The output of {@code iconv -f UTF-8 -t CP936}, percent-encoded. */
  @Override
  protected String wireForm() {
    return binding().isSoap()
        ? "<Content>优惠50%&amp;镕喆——【驿站】</Content>"
        : "&Content=%D3%C5%BB%DD50%25%26%E9F%86%B4%A1%AA%A1%AA%A1%BE%E6%E4%D5%BE%A1%BF&";
  }

  @Override
  protected List<String> refusals() {
    return List.of("-3", "-1", "-5");
  }

  @Override
  protected List<? extends ResultCode> sendCodes() {
    return List.of(LinkWsSendCode.values());
  }

  @Override
  protected List<? extends ResultCode> balanceCodes() {
    return List.of(LinkWsBalanceCode.values());
  }

  @Override
  protected Balance price() {
    return new Balance(BigDecimal.ONE, Balance.Unit.MESSAGES);
  }

  /** Document 4 has the element Cell, but the query parameter cell. */
  @Override
  protected List<String> parameters(String operation) {
    return parametersIn("linkws.wsdl", operation).stream()
        .map(name -> name.equals("Cell") ? "cell" : name)
        .toList();
  }

  @Test
  @Cell("IntlSend")
  void sends() {
    accepted(
        sent(
            client(),
            message("it's 好【驿站】", "13800138000", "13900139000")
                .with(SendOptions.NONE.withExtension("12"))));
    assertOnTheWire("IntlSend");
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::text)
        .containsExactly("it＇s 好【驿站】", "it＇s 好【驿站】");
    assertThat(sandbox.messages().get(0).extension()).isEqualTo("12");
    String request = secondMessage().request().target() + secondMessage().request().body();
    assertThat(request).contains("fe01ce2a7fbac8fafaed7c982a04e229").doesNotContain("Pwd=demo");
  }

  private PhoneMessage secondMessage() {
    return sandbox.messages().get(0);
  }

  @Test
  @Cell("GetBalance")
  void returnsTheBalanceAndReportsTooFrequentPolls() {
    assertThat(accepted(client().balance()).amount()).isPositive();
    assertOnTheWire("GetBalance");
    sandbox.pace(true);
    accepted(client().balance());
    assertThat(rejection(client().balance())).isEqualTo(LinkWsBalanceCode.TOO_FAST);
    assertThat(client().balancePause()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void writesCountryCodesIfTheChannelIsSetSo() {
    VendorClient abroad =
        LinkWsClient.of(
            LinkWsSettings.of(access())
                .withDialect(
                    new LinkWs.Dialect(
                        LinkWs.Dialect.Digest.UPPER_CASE, LinkWs.Dialect.Numbers.INTERNATIONAL)),
            transport());
    accepted(sent(abroad, message("测试【驿站】", "13800138000", "+85291234567")));
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::phone)
        .containsExactlyInAnyOrder("8613800138000", "85291234567");
    assertThat(secondMessage().request().target() + secondMessage().request().body())
        .contains("FE01CE2A7FBAC8FAFAED7C982A04E229");
  }

  @Test
  void requiresASignatureAndAppendsThatOfTheChannel() {
    assertThat(refusal(client().plan(message("测试测试", "13800138000"))).reason())
        .isEqualTo(Refusal.Reason.SIGNATURE_MISSING);
    assertThat(refusal(client().plan(message("你好【驿站】\n", "13800138000"))).reason())
        .isEqualTo(Refusal.Reason.SIGNATURE_MISSING);
    Message signedInFront =
        message("【驿站】测试", "13800138000").with(SendOptions.NONE.withSignature("驿站"));
    assertThat(client().plan(signedInFront).text()).isEqualTo("【驿站】测试【驿站】");
    VendorClient signing =
        LinkWsClient.of(LinkWsSettings.of(access()).withSignature("驿站"), transport());
    accepted(sent(signing, message("测试", "13800138000")));
    assertThat(held().text()).isEqualTo("测试【驿站】");
  }

  @Test
  void refusesTextsThatAreTooShortOrTooLong() {
    VendorClient vendor = client();
    assertThat(vendor.plan(message("【】", "13800138000")).refusals())
        .extracting(Refusal::reason)
        .contains(Refusal.Reason.TEXT_LENGTH);
    String longest = "a".repeat(296) + "【驿站】";
    assertThat(vendor.plan(message(longest, "13800138000")).calls()).hasSize(1);
    assertThat(refusal(vendor.plan(message("a" + longest, "13800138000"))).reason())
        .isEqualTo(Refusal.Reason.TEXT_LENGTH);
  }

  @Test
  void reportsAForbiddenWord() {
    assertThat(rejection(sent(client(), message(World.FORBIDDEN_WORD + "【驿站】", "13800138000"))))
        .isEqualTo(LinkWsSendCode.FORBIDDEN_WORD);
  }
}
