package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.server.RawRequest;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.vendor.setting.SettingValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every vendor does over every transport, over real HTTP against its simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class VendorContract {

  protected static final PhoneNumber PHONE = new PhoneNumber("13800138000");

  private static final HttpSettings PATIENT =
      HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(10));
  private static final HttpSettings HASTY =
      HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofMillis(300));
  private static final Credentials DEMO = new Credentials("demo", "demo");

  protected Sandbox sandbox;
  private VendorHttp http;

  /** The vendor whose simulator is called. */
  protected abstract Vendor vendor();

  /** The transport of this class. */
  protected abstract Binding binding();

  /** What the test matrix adds to the transport's name, where a vendor has it in several forms. */
  protected String form() {
    return "";
  }

  protected final String name() {
    return vendor().name();
  }

  /** A client with the settings of the vendor's document. */
  protected VendorClient client(Access access, Transport transport) {
    return vendor().open(access, SettingValues.of(Map.of()), transport);
  }

  /** {@link #HARD} as it is transmitted: escaped in a form, plain in an envelope. */
  protected abstract String wireForm();

  /** {@link #HARD} as a phone shows it. */
  protected String shown() {
    return HARD;
  }

  protected static final String HARD = "优惠50%&镕喆——【驿站】";

  /** Codes for a wrong password, an unknown account, and an account without balance. */
  protected abstract List<String> refusals();

  /** The documented codes of a send. */
  protected abstract List<? extends ResultCode> sendCodes();

  protected abstract List<? extends ResultCode> balanceCodes();

  /** The price of one segment. */
  protected abstract Balance price();

  @BeforeAll
  void start() {
    sandbox = Sandbox.start();
    sandbox.reportsAfter(Duration.ZERO);
    http = VendorHttp.open(PATIENT);
  }

  @AfterAll
  void stop() {
    http.close();
    sandbox.close();
  }

  @AfterEach
  void clearFault() {
    sandbox.clear(name());
    sandbox.forgetMessages();
    sandbox.failFor(Set.of());
    sandbox.pace(false);
  }

  protected Transport transport() {
    return http;
  }

  protected Access access(Credentials credentials) {
    return new Access(sandbox.address(name()), binding(), credentials);
  }

  protected Access access() {
    return access(DEMO);
  }

  protected VendorClient client() {
    return client(access(), http);
  }

  private VendorClient client(String user, String password) {
    return client(access(new Credentials(user, password)), http);
  }

  /** Avoids kept connections: one used within the last millisecond is not checked (ADR 0003). */
  private <T> T onNewConnections(HttpSettings settings, Function<VendorClient, T> call) {
    try (VendorHttp other = VendorHttp.open(settings)) {
      return call.apply(client(access(), other));
    }
  }

  protected static Message message(String text, String... numbers) {
    return new Message(List.of(numbers).stream().map(PhoneNumber::of).toList(), text);
  }

  protected Outcome<Sent> sent(VendorClient vendor, Message message) {
    Plan plan = vendor.plan(message);
    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.calls()).hasSize(1);
    return vendor.send(plan.calls().get(0));
  }

  private Outcome<Sent> sent(VendorClient vendor) {
    return sent(vendor, message("测试【驿站】", PHONE.digits()));
  }

  protected static <T> T accepted(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted<T>) outcome).value();
  }

  protected static ResultCode rejection(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected<?>) outcome).code();
  }

  protected static Refusal refusal(Plan plan) {
    assertThat(plan.calls()).isEmpty();
    assertThat(plan.refusals()).hasSize(1);
    return plan.refusals().get(0);
  }

  /** Asserts that the last request was for an operation over the transport of this class. */
  protected void assertOnTheWire(String operation) {
    RawRequest request = sandbox.requests(name()).get(0);
    assertThat(request.method()).isEqualTo(binding() == Binding.HTTP_GET ? "GET" : "POST");
    String path = request.target().replaceAll("\\?.*", "");
    if (!binding().isSoap()) {
      assertThat(Stream.of(request.form().split("&", -1)).map(pair -> pair.replaceAll("=.*", "")))
          .as("the parameters in the document's order")
          .isEqualTo(parameters(operation));
    }
    switch (binding()) {
      case HTTP_GET, HTTP_POST -> {
        assertThat(path).matches(".*/" + operation + "(\\.aspx?)?");
        assertThat(request.contentType())
            .isEqualTo(binding() == Binding.HTTP_GET ? "" : "application/x-www-form-urlencoded");
      }
      case SOAP_1_1 -> {
        assertThat(request.contentType()).startsWith("text/xml");
        assertThat(request.body())
            .contains("http://schemas.xmlsoap.org/soap/envelope/")
            .containsPattern("Body><(\\w+:)?" + operation + "[ >]");
      }
      case SOAP_1_2 -> {
        assertThat(request.contentType())
            .isEqualTo(
                "application/soap+xml; charset=utf-8; action=\"http://tempuri.org/"
                    + operation
                    + "\"");
        assertThat(request.body())
            .contains("http://www.w3.org/2003/05/soap-envelope")
            .containsPattern("Body><(\\w+:)?" + operation + "[ >]");
      }
    }
  }

  /** The parameters of an operation by POST and GET, in the document's order. */
  protected abstract List<String> parameters(String operation);

  /** The parameters of an operation in a WSDL, which has the document's order. */
  protected static List<String> parametersIn(String wsdl, String operation) {
    try {
      String text = Files.readString(Path.of("..", "wsdl", wsdl));
      int start = text.indexOf("<s:element name=\"" + operation + "\">");
      return Pattern.compile("name=\"(\\w+)\" type=")
          .matcher(text.substring(start, text.indexOf("</s:complexType>", start)))
          .results()
          .map(found -> found.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only message that the simulated phones received. */
  protected PhoneMessage held() {
    assertThat(sandbox.messages()).hasSize(1);
    return sandbox.messages().get(0);
  }

  @Test
  void encodesEveryCharacterAsACodecOfAnotherLanguage() {
    accepted(sent(client(), message(HARD, PHONE.digits())));
    assertThat(held().text()).isEqualTo(shown());
    assertThat(held().phone()).isEqualTo(PHONE.digits());
    RawRequest request = held().request();
    String wire = request.target() + request.body();
    assertThat(
            binding().isSoap()
                ? new String(wire.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : wire)
        .contains(wireForm());
  }

  @Test
  void returnsTheIdOfTheVendor() {
    Outcome<Sent> outcome = sent(client());
    assertThat(accepted(outcome).ids()).containsExactly(held().vendorId());
  }

  /** Each fault, the expected outcome, and how many messages the phones receive. */
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(Fault.of(Fault.Kind.REFUSE), Outcome.NotSent.class, 0),
        Arguments.of(Fault.of(Fault.Kind.DROP_BEFORE_READING), Outcome.Unknown.class, 0),
        Arguments.of(Fault.of(Fault.Kind.ACCEPT_THEN_DROP), Outcome.Unknown.class, 1),
        Arguments.of(Fault.slow(Duration.ofSeconds(30)), Outcome.Unknown.class, 1),
        Arguments.of(Fault.of(Fault.Kind.NEVER_ANSWER), Outcome.Unknown.class, 1),
        Arguments.of(Fault.of(Fault.Kind.HALF_ANSWER), Outcome.Unknown.class, 1),
        Arguments.of(Fault.of(Fault.Kind.HALF_ANSWER).cutAfter(0), Outcome.Unknown.class, 1),
        Arguments.of(Fault.of(Fault.Kind.HALF_ANSWER).cutAfter(1), Outcome.Unknown.class, 1),
        Arguments.of(Fault.of(Fault.Kind.EMPTY_BODY), Outcome.Unknown.class, 1),
        Arguments.of(Fault.of(Fault.Kind.WRONG_CHARSET), Outcome.Accepted.class, 1),
        Arguments.of(Fault.of(Fault.Kind.CONTROL_CHARACTER), Outcome.Unknown.class, 1),
        Arguments.of(Fault.of(Fault.Kind.GARBAGE), Outcome.Unknown.class, 0),
        Arguments.of(Fault.status(302), Outcome.Unknown.class, 0),
        Arguments.of(Fault.status(307), Outcome.NotSent.class, 0),
        Arguments.of(Fault.status(404), Outcome.NotSent.class, 0),
        Arguments.of(Fault.status(500), Outcome.Unknown.class, 0),
        Arguments.of(Fault.status(503), Outcome.Unknown.class, 0));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void reportsTheOutcomeOfEachFault(Fault fault, Class<?> outcome, int held) {
    boolean patient = fault.kind() != Fault.Kind.SLOW && fault.kind() != Fault.Kind.NEVER_ANSWER;
    sandbox.set(name(), fault);
    Outcome<Sent> came = onNewConnections(patient ? PATIENT : HASTY, this::sent);
    assertThat(came).isInstanceOf(outcome);
    assertThat(sandbox.messages()).hasSize(held);
    assertThat(sandbox.requests(name()))
        .as("requests")
        .hasSize(fault.kind() == Fault.Kind.REFUSE ? 0 : 1);
    assertThat(came.toString()).doesNotContain(PHONE.digits(), "测试", "demo");
    sandbox.clear(name());
    accepted(sent(client()));
    assertThat(sandbox.messages()).hasSize(held + 1);
  }

  @Test
  void waitsForASlowAnswer() {
    sandbox.set(name(), Fault.slow(Duration.ofMillis(200)));
    accepted(sent(client()));
  }

  @Test
  void distinguishesWrongPasswordUnknownAccountAndEmptyAccount() {
    assertThat(
            List.of(
                rejection(sent(client("demo", "wrong"))).code(),
                rejection(sent(client("nobody", "demo"))).code(),
                rejection(sent(client("poor", "poor"))).code()))
        .isEqualTo(refusals());
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void declaresItsTransportsLimitsAndAbilities() {
    assertThat(vendor().transports()).contains(binding());
    assertThat(client().abilities().recipientsPerCall())
        .isEqualTo(vendor().limits(binding()).recipientsPerCall());
    assertThat(vendor().abilities()).containsAll(client().abilities().can());
    assertThat(vendor().resultCodes()).containsAll(sendCodes()).containsAll(balanceCodes());
    assertThat(Vendors.installed().named(name())).hasSameClassAs(vendor());
  }

  @Test
  void refusesATransportThatTheVendorDoesNotHave() {
    for (Binding other : Binding.values()) {
      if (!vendor().transports().contains(other)) {
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> client(new Access(sandbox.address(name()), other, DEMO), transport()));
      }
    }
  }

  @Test
  void mapsEveryDocumentedCode() {
    for (ResultCode code : sendCodes()) {
      sandbox.set(name(), Fault.code(code.code()));
      assertThat(rejection(sent(client()))).isEqualTo(code);
    }
    for (ResultCode code : balanceCodes()) {
      sandbox.set(name(), Fault.code(code.code()));
      assertThat(rejection(client().balance())).isEqualTo(code);
    }
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void returnsTheBalanceOfTheAccount() {
    Balance before = accepted(client().balance());
    accepted(sent(client()));
    Balance after = accepted(client().balance());
    BigDecimal spent = before.amount().subtract(after.amount());
    assertThat(spent).isEqualByComparingTo(price().amount());
    assertThat(after.unit()).isEqualTo(price().unit());
  }

  @Test
  void reportsWhyThereIsNoBalance() {
    assertThat(client("demo", "wrong").balance()).isInstanceOf(Outcome.Rejected.class);
    sandbox.set(name(), Fault.of(Fault.Kind.REFUSE));
    Outcome<Balance> refused = onNewConnections(PATIENT, VendorClient::balance);
    assertThat(refused).isEqualTo(new Outcome.NotSent<>("connection refused"));
  }

  @Test
  void splitsRecipientsIntoCallsAndSendsToEachOnce() {
    int limit = client().abilities().recipientsPerCall();
    List<PhoneNumber> many =
        IntStream.range(0, limit + 1)
            .mapToObj(i -> new PhoneNumber(Long.toString(13800000000L + i)))
            .toList();
    List<PhoneNumber> twice = Stream.concat(many.stream(), many.stream()).toList();
    Plan plan = client().plan(new Message(twice, "测试【驿站】"));
    assertThat(plan.calls().stream().flatMap(call -> call.recipients().stream()))
        .containsExactlyElementsOf(many);
    assertThat(plan.calls())
        .allSatisfy(call -> assertThat(call.recipients()).hasSizeLessThanOrEqualTo(limit));
    int first = plan.calls().get(0).recipients().size();
    if (binding() != Binding.HTTP_GET) {
      assertThat(first).isEqualTo(limit);
    }
    accepted(client().send(plan.calls().get(0)));
    assertThat(sandbox.messages()).hasSize(first);
  }

  @Test
  void limitsTheLengthOfAQuery() {
    String text = "测".repeat(120) + "【驿站】";
    List<PhoneNumber> many =
        IntStream.range(0, 100)
            .mapToObj(i -> new PhoneNumber(Long.toString(13800000000L + i)))
            .toList();
    Plan plan = client().plan(new Message(many, text));
    assertThat(plan.calls()).isNotEmpty();
    accepted(client().send(plan.calls().get(0)));
    String target = sandbox.requests(name()).get(0).target();
    if (binding() == Binding.HTTP_GET) {
      assertThat(target.substring(target.indexOf('?') + 1)).hasSizeLessThanOrEqualTo(2048);
      Plan tooLong = client().plan(message("测".repeat(290) + "【驿站】", PHONE.digits()));
      boolean utf8 = tooLong.calls().isEmpty();
      if (utf8) {
        assertThat(refusal(tooLong).reason()).isEqualTo(Refusal.Reason.TEXT_LENGTH);
      } else {
        accepted(client().send(tooLong.calls().get(0)));
        target = sandbox.requests(name()).get(0).target();
        assertThat(target.substring(target.indexOf('?') + 1)).hasSizeLessThanOrEqualTo(2048);
      }
    } else {
      assertThat(target).doesNotContain("?");
    }
  }

  @Test
  void sendsATextPerRecipient() {
    Message own =
        new Message(
            List.of(PHONE, new PhoneNumber("13900139000"), new PhoneNumber("13700137000")),
            List.of("甲甲【驿站】", "乙乙【驿站】", "甲甲【驿站】"),
            SendOptions.NONE);
    for (VendorCall call : client().plan(own).calls()) {
      accepted(client().send(call));
    }
    assertThat(sandbox.messages())
        .extracting(message -> message.phone() + message.text())
        .containsExactlyInAnyOrder("13800138000甲甲【驿站】", "13900139000乙乙【驿站】", "13700137000甲甲【驿站】");
  }

  @Test
  void appendsASignatureOnce() {
    Message signed = message("测试测试", PHONE.digits()).with(SendOptions.NONE.withSignature("驿站"));
    assertThat(client().plan(signed).text()).isEqualTo("测试测试【驿站】");
    Message already =
        message("测试测试【驿站】", PHONE.digits()).with(SendOptions.NONE.withSignature("驿站"));
    assertThat(client().plan(already).text()).isEqualTo("测试测试【驿站】");
  }

  @Test
  void refusesALoneSurrogateBeforeAnyCall() {
    Refusal refusal = refusal(client().plan(message("a\uD83Db【驿站】", PHONE.digits())));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_NOT_ENCODABLE);
    assertThat(refusal.detail()).contains("U+D83D at index 1");
  }

  @Test
  void carriesExactlyWhatItsAbilitiesDeclare() {
    Set<Ability> can = client().abilities().can();
    Message message = message("测试【驿站】", PHONE.digits());
    assertThat(client().plan(message.with(SendOptions.NONE.withExtension("12"))).calls().isEmpty())
        .isEqualTo(!can.contains(Ability.EXTENSION));
    assertThat(
            client().plan(message.with(SendOptions.NONE.withMessageType("101"))).calls().isEmpty())
        .isEqualTo(!can.contains(Ability.MESSAGE_TYPE));
    assertThat(client().plan(message("测试【驿站】", "075580808080")).calls().isEmpty())
        .isEqualTo(!can.contains(Ability.LANDLINES));
    assertThat(client().plan(message("测试【驿站】", "+85291234567")).calls().isEmpty())
        .isEqualTo(!can.contains(Ability.INTERNATIONAL));
    if (!can.contains(Ability.REPORTS)) {
      org.assertj.core.api.Assertions.assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> client().reports(transport()));
    }
  }

  @Test
  void printsNeitherTextNorNumberNorPassword() {
    Message message = message("秘密秘密【驿站】", PHONE.digits());
    Plan plan = client().plan(message);
    assertThat(message + " " + plan + plan.calls() + access())
        .doesNotContain("秘密", PHONE.digits(), "demo");
    Plan refused = client().plan(message("a\uD83Db【驿站】", "+19175550123", "075580808080"));
    assertThat(refused.refusals().toString()).doesNotContain("9175550123", "0755808080");
  }
}
