package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.ResultCode;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.world.PhoneMessage;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every vendor does over every transport, over real HTTP against the pretend vendor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class VendorContract {

  private static final PhoneNumber PHONE = new PhoneNumber("13800138000");

  private Sandbox sandbox;
  private VendorHttp http;

  /** The pretend vendor that is called. */
  protected abstract String name();

  /** A vendor with an account of the sandbox. */
  protected abstract SmsVendor vendor(URI address, String user, String password, VendorHttp http);

  /** How a message that holds everything that is hard goes over the wire. */
  protected abstract String wireForm();

  @BeforeAll
  void start() {
    sandbox = Sandbox.start();
    http = VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(10)));
  }

  @AfterAll
  void stop() {
    http.close();
    sandbox.close();
  }

  @AfterEach
  void behaveAgain() {
    sandbox.clear(name());
    sandbox.forgetMessages();
  }

  protected SmsVendor vendor() {
    return vendor(sandbox.address(name()), "demo", "demo", http);
  }

  protected static Message message(String text, String... numbers) {
    return new Message(List.of(numbers).stream().map(PhoneNumber::of).toList(), text);
  }

  private Outcome<Sent> sent(SmsVendor vendor, String text) {
    return vendor.send(vendor.plan(message(text, PHONE.digits())).calls().get(0));
  }

  private Outcome<Sent> sent(String text) {
    return sent(vendor(), text);
  }

  private static ResultCode rejection(Outcome<Sent> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected<Sent>) outcome).code();
  }

  @Test
  void sendsEveryCharacterAsAnotherLanguagesCodecWritesIt() {
    assertThat(sent("优惠50%&镕喆——【驿站】")).isInstanceOf(Outcome.Accepted.class);
    PhoneMessage held = assertHeld("优惠50％＆镕喆——【驿站】");
    assertThat(held.request().target() + held.request().body()).contains(wireForm());
  }

  private PhoneMessage assertHeld(String text) {
    assertThat(sandbox.messages())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.phone()).isEqualTo(PHONE.digits());
              assertThat(held.text()).isEqualTo(text);
            });
    return sandbox.messages().get(0);
  }

  @Test
  void tellsTheVendorsId() {
    Outcome<Sent> outcome = sent("测试");
    assertThat(((Outcome.Accepted<Sent>) outcome).value().ids())
        .containsExactly(sandbox.messages().get(0).vendorId());
  }

  @Test
  void isInDoubtWhenTheVendorTakesAMessageAndCutsTheConnection() {
    sandbox.set(name(), Fault.of(Fault.Kind.ACCEPT_THEN_DROP));
    assertThat(sent("测试")).isInstanceOf(Outcome.Unknown.class);
    assertHeld("测试");
  }

  @Test
  void isSureThatNothingWasSentWhenNobodyListens() {
    sandbox.set(name(), Fault.of(Fault.Kind.REFUSE));
    assertThat(sent("测试")).isInstanceOf(Outcome.NotSent.class);
    assertThat(sandbox.messages()).isEmpty();
    sandbox.clear(name());
    assertThat(sent("测试")).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void isInDoubtWhenTheAnswerComesTooLate() {
    sandbox.set(name(), Fault.slow(Duration.ofSeconds(30)));
    try (VendorHttp hasty =
        VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofMillis(300)))) {
      assertThat(sent(vendor(sandbox.address(name()), "demo", "demo", hasty), "测试"))
          .isInstanceOf(Outcome.Unknown.class);
    }
    assertHeld("测试");
  }

  @Test
  void waitsForASlowAnswer() {
    sandbox.set(name(), Fault.slow(Duration.ofMillis(200)));
    assertThat(sent("测试")).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void tellsAWrongPasswordFromAnUnknownAccountAndAnEmptyOne() {
    URI address = sandbox.address(name());
    assertThat(rejection(sent(vendor(address, "demo", "wrong", http), "测试")).code())
        .isEqualTo("-03");
    assertThat(rejection(sent(vendor(address, "nobody", "demo", http), "测试")).code())
        .isEqualTo("-02");
    assertThat(rejection(sent(vendor(address, "poor", "poor", http), "测试")).code())
        .isEqualTo("-01");
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void understandsEveryDocumentedCode() {
    for (String code : List.of("-01", "-02", "-03", "-04", "-12", "-110")) {
      sandbox.set(name(), Fault.code(code));
      ResultCode rejection = rejection(sent("测试"));
      assertThat(rejection.code()).isEqualTo(code);
      assertThat(rejection.chinese()).isNotEmpty();
    }
  }

  @Test
  void asksForTheBalance() {
    Outcome<Balance> before = vendor().balance();
    sent("测试");
    Outcome<Balance> after = vendor().balance();
    assertThat(amount(before).subtract(amount(after))).isEqualByComparingTo("0.1");
  }

  private static BigDecimal amount(Outcome<Balance> outcome) {
    Balance balance = ((Outcome.Accepted<Balance>) outcome).value();
    assertThat(balance.unit()).isEqualTo(Balance.Unit.CNY);
    return balance.amount();
  }

  @Test
  void saysWhyThereIsNoBalance() {
    assertThat(vendor(sandbox.address(name()), "demo", "wrong", http).balance())
        .asInstanceOf(type(Outcome.Rejected.class))
        .satisfies(refused -> assertThat(refused.code().code()).isEqualTo("-03"));
    sandbox.set(name(), Fault.of(Fault.Kind.REFUSE));
    assertThat(vendor().balance())
        .asInstanceOf(type(Outcome.NotSent.class))
        .satisfies(failed -> assertThat(failed.reason()).contains("refused"));
  }

  @Test
  void cutsRecipientsIntoCallsOfTheVendorsSize() {
    int limit = vendor().abilities().recipientsPerCall();
    List<PhoneNumber> many =
        IntStream.range(0, limit + 1)
            .mapToObj(i -> new PhoneNumber(Long.toString(13800000000L + i)))
            .toList();
    Plan plan = vendor().plan(new Message(many, "测试"));
    assertThat(plan.calls()).extracting(call -> call.recipients().size()).containsExactly(limit, 1);
    assertThat(vendor().send(plan.calls().get(0))).isInstanceOf(Outcome.Accepted.class);
    assertThat(sandbox.messages()).hasSize(limit);
  }

  @Test
  void refusesALoneSurrogateBeforeAnythingIsCalled() {
    Plan plan = vendor().plan(message("a\uD83Db", PHONE.digits()));
    assertThat(plan.calls()).isEmpty();
    assertThat(plan.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_NOT_ENCODABLE);
              assertThat(refusal.detail()).contains("U+D83D at index 1");
            });
  }

  @Test
  void refusesRecipientsThatItDoesNotReachAndMasksThem() {
    Plan plan = vendor().plan(message("测试", "+85291234567", "075580808080"));
    assertThat(plan.calls()).isEmpty();
    assertThat(plan.refusals())
        .extracting(Refusal::reason)
        .containsOnly(Refusal.Reason.RECIPIENT_NOT_REACHABLE);
    assertThat(plan.refusals().toString()).doesNotContain("91234567", "80808080");
  }

  @Test
  void showsNeitherTextNorNumberNorPassword() {
    Message message = message("秘密", PHONE.digits());
    Plan plan = vendor().plan(message);
    assertThat(message + " " + plan.calls()).doesNotContain("秘密", PHONE.digits());
  }
}
