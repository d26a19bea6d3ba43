package dev.yizhan.vendor.linkwsdomestic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.yizhan.codec.code.LinkWsDomesticCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorResponse;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Cell;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.VendorContract;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import dev.yizhan.vendor.setting.SettingValues;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** LinkWS's domestic interface (vendor-rules §8), by any of its transports. */
abstract class LinkWsDomesticContract extends VendorContract {

  @Override
  protected Vendor vendor() {
    return new LinkWsDomesticVendor();
  }

  @Override
  protected VendorClient client(Access access, Transport transport) {
    return client(access, transport, Map.of());
  }

  private VendorClient client(Access access, Transport transport, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    if (!form().isEmpty()) {
      values.put("forms", form());
    }
    return vendor().open(access, SettingValues.of(values), transport);
  }

  private VendorClient client(String setting, String value) {
    return client(access(), transport(), Map.of(setting, value));
  }

  /** The output of {@code iconv}, percent-encoded. */
  @Override
  protected String wireForm() {
    if (binding().isSoap()) {
      return "<Content>优惠50%&amp;镕喆——【驿站】</Content>";
    }
    return form().equals("gb2312")
        ? "&Content=%D3%C5%BB%DD50%25%26%E9F%86%B4%A1%AA%A1%AA%A1%BE%E6%E4%D5%BE%A1%BF&Cell="
        : "&Content=%E4%BC%98%E6%83%A050%25%26%E9%95%95%E5%96%86%E2%80%94%E2%80%94"
            + "%E3%80%90%E9%A9%BF%E7%AB%99%E3%80%91&Cell=";
  }

  @Override
  protected List<String> refusals() {
    return List.of("-3", "-1", "-5");
  }

  @Override
  protected List<? extends ResultCode> sendCodes() {
    return List.of(LinkWsDomesticCode.values());
  }

  @Override
  protected List<? extends ResultCode> balanceCodes() {
    return List.of(LinkWsDomesticCode.values());
  }

  @Override
  protected Balance price() {
    return new Balance(BigDecimal.ONE, Balance.Unit.MESSAGES);
  }

  @Override
  protected List<String> parameters(String operation) {
    return parametersIn("linkws-domestic.wsdl", operation);
  }

  private void assertOnTheWireAtItsPath(String operation) {
    assertOnTheWire(operation);
    String path =
        switch (form()) {
          case "gb2312" -> "/sdk2/" + operation + ".aspx";
          case "utf-8" -> "/sdk2/utf8/" + operation + ".aspx";
          case "asmx" -> "/sdk2/LinkWS.asmx/" + operation;
          default -> "/sdk2/LinkWS.asmx";
        };
    assertThat(sandbox.requests(name()).get(0).target().replaceAll("\\?.*", "")).isEqualTo(path);
  }

  @Test
  @Cell("BatchSend2")
  void sends() {
    accepted(
        sent(
            client(),
            message("it's 好【驿站】", "13800138000", "13900139000")
                .with(SendOptions.NONE.withExtension("12"))));
    assertOnTheWireAtItsPath("BatchSend2");
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::text, PhoneMessage::extension)
        .containsExactly(tuple("it＇s 好【驿站】", "12"), tuple("it＇s 好【驿站】", "12"));
    assertThat(held(0)).contains(binding().isSoap() ? ">demo</Pwd>" : "&Pwd=demo&");
  }

  private String held(int message) {
    var request = sandbox.messages().get(message).request();
    return request.target() + request.body();
  }

  @Test
  @Cell("GetReportSMS")
  void readsTheReportsOnce() {
    sandbox.failFor(Set.of("13900139000"));
    String id =
        accepted(sent(client(), message("测试【驿站】", "13800138000", "13900139000"))).ids().get(0);
    List<Report> reports = accepted(client().reports(transport())).good();
    assertOnTheWireAtItsPath("GetReportSMS");
    assertThat(reports)
        .extracting(Report::vendorId, Report::number, Report::verdict, Report::status)
        .containsExactly(
            tuple(id, "13800138000", Report.Verdict.DELIVERED, "DELIVRD"),
            tuple(id, "13900139000", Report.Verdict.FAILED, "UNDELIV"));
    assertThat(reports.get(0).time()).isPresent();
    assertThat(accepted(client().reports(transport())).items()).isEmpty();
  }

  @Test
  @Cell("Get")
  void readsTheRepliesOnce() {
    sandbox.reply(name(), "13580305095", "收到#谢谢||好|的", "12");
    sandbox.reply(name(), "13580305096", "二", "");
    List<Reply> replies = accepted(client().replies(transport())).good();
    assertOnTheWireAtItsPath("Get");
    assertThat(replies)
        .extracting(Reply::number, Reply::text, Reply::to)
        .containsExactly(
            tuple("13580305095", "收到#谢谢||好|的", Optional.of("12")),
            tuple("13580305096", "二", Optional.empty()));
    assertThat(replies.get(0).time()).isPresent();
    assertThat(accepted(client().replies(transport())).items()).isEmpty();
  }

  @Test
  void readsFiftyRepliesAtOnce() {
    for (int i = 0; i < 51; i++) {
      sandbox.reply(name(), "13580305095", "第" + i, "");
    }
    assertThat(accepted(client().replies(transport())).good()).hasSize(50);
    assertThat(accepted(client().replies(transport())).good())
        .extracting(Reply::text)
        .containsExactly("第50");
  }

  @Test
  @Cell("SelSum")
  void returnsTheBalance() {
    assertThat(accepted(client().balance()).amount()).isPositive();
    assertOnTheWireAtItsPath("SelSum");
  }

  @Test
  void reportsTooFrequentQuestions() {
    sandbox.pace(true);
    accepted(client().balance());
    accepted(client().replies(transport()));
    accepted(client().reports(transport()));
    assertThat(rejection(client().balance())).isEqualTo(LinkWsDomesticCode.TOO_FAST);
    assertThat(rejection(client().replies(transport()))).isEqualTo(LinkWsDomesticCode.TOO_FAST);
    assertThat(rejection(client().reports(transport()))).isEqualTo(LinkWsDomesticCode.TOO_FAST);
    assertThat(client().balancePause()).isEqualTo(Duration.ofSeconds(30));
    assertThat(client().pollPause()).isEqualTo(Duration.ofSeconds(30));
  }

  /** Clients disagree on what it means (vendor-rules §8). */
  @Test
  void reportsTheAnswer0AsUnknown() {
    sandbox.set(name(), Fault.code("0"));
    assertThat(sent(client(), message("测试【驿站】", "13800138000")))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void readsTheCodesOfPolls() {
    for (LinkWsDomesticCode code : LinkWsDomesticCode.values()) {
      sandbox.set(name(), Fault.code(code.code()));
      assertThat(rejection(client().reports(transport()))).isEqualTo(code);
      assertThat(rejection(client().replies(transport()))).isEqualTo(code);
    }
  }

  @Test
  void takes100NumbersAnd250CharactersUnlessToldOtherwise() {
    assertThat(client().abilities().recipientsPerCall()).isEqualTo(100);
    String longest = "a".repeat(246) + "【驿站】";
    assertThat(client().plan(message(longest, "13800138000")).calls()).hasSize(1);
    assertThat(refusal(client().plan(message("a" + longest, "13800138000"))).reason())
        .isEqualTo(Refusal.Reason.TEXT_LENGTH);
    assertThat(refusal(client().plan(message("好", "13800138000"))).reason())
        .isEqualTo(Refusal.Reason.TEXT_LENGTH);
    VendorClient other = client("longest-text", "300");
    assertThat(other.plan(message("a".repeat(50) + longest, "13800138000")).calls()).hasSize(1);
    assertThat(other.plan(message("a".repeat(51) + longest, "13800138000")).calls()).isEmpty();
    assertThat(client("recipients-per-call", "500").abilities().recipientsPerCall()).isEqualTo(500);
    assertThatIllegalArgumentException().isThrownBy(() -> client("longest-text", "2"));
  }

  @Test
  void appendsTheSignatureOfTheChannelAndLeavesTheRestToTheVendor() {
    assertThat(rejection(sent(client(), message("测试测试", "13800138000"))))
        .isEqualTo(LinkWsDomesticCode.NO_SIGNATURE);
    VendorClient signing = client("signature", "驿站");
    accepted(sent(signing, message("测试", "13800138000")));
    assertThat(held().text()).isEqualTo("测试【驿站】");
    assertThat(signing.plan(message("测试【别的】", "13800138000")).text()).isEqualTo("测试【别的】");
    Message signedInFront =
        message("【驿站】测试", "13800138000").with(SendOptions.NONE.withSignature("驿站"));
    assertThat(client().plan(signedInFront).text()).isEqualTo("【驿站】测试【驿站】");
  }

  @Test
  void reportsAForbiddenWord() {
    assertThat(rejection(sent(client(), message(World.FORBIDDEN_WORD + "【驿站】", "13800138000"))))
        .isEqualTo(LinkWsDomesticCode.FORBIDDEN_WORD);
  }

  @Test
  void isAtThePathOfTheChannel() {
    List<String> paths = new ArrayList<>();
    Transport noted =
        request -> {
          paths.add(request.address().getPath());
          return new Exchange.Answered(
              new VendorResponse(503, "text/html", "".getBytes(StandardCharsets.US_ASCII)));
        };
    for (String path : List.of("/ws", "/", "/a/b.c")) {
      Outcome<Sent> outcome =
          sent(client(access(), noted, Map.of("path", path)), message("测试【驿站】", "13800138000"));
      assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    }
    String page =
        switch (form()) {
          case "gb2312" -> "/BatchSend2.aspx";
          case "utf-8" -> "/utf8/BatchSend2.aspx";
          case "asmx" -> "/LinkWS.asmx/BatchSend2";
          default -> "/LinkWS.asmx";
        };
    assertThat(paths).containsExactly("/ws" + page, page, "/a/b.c" + page);
    for (String path : List.of("ws", "/ws/", "/a?b", "//host", "/ ", "/好")) {
      assertThatIllegalArgumentException().as(path).isThrownBy(() -> client("path", path));
    }
  }

  @Test
  void refusesWhatTheCharsetOfThePagesLacks() {
    Message emoji = message("好 😀【驿站】", "13800138000");
    if (form().equals("gb2312")) {
      assertThat(refusal(client().plan(emoji)).reason())
          .isEqualTo(Refusal.Reason.CHARACTER_NOT_ENCODABLE);
    } else {
      accepted(sent(client(), emoji));
      assertThat(held().text()).isEqualTo("好 😀【驿站】");
    }
  }

  /** Polls over either channel would take the other's records. */
  @Test
  void isOneAccountPerAddressAndUser() {
    Access here = access();
    String identity = vendor().accountIdentity(here);
    assertThat(
            vendor()
                .accountIdentity(new Access(here.address(), Binding.SOAP_1_1, here.credentials())))
        .isEqualTo(identity);
    assertThat(
            vendor()
                .accountIdentity(
                    new Access(
                        URI.create("https://192.0.2.1"), here.binding(), here.credentials())))
        .isNotEqualTo(identity);
  }
}
