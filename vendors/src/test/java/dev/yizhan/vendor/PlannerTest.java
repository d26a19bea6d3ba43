package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private static final UnaryOperator<String> AS_WRITTEN = UnaryOperator.identity();
  private static final PhoneNumber MOBILE = PhoneNumber.of("13800138000");
  private static final PhoneNumber LANDLINE = PhoneNumber.of("02088888888");
  private static final PhoneNumber ABROAD = PhoneNumber.of("+85291234567");

  private static List<PhoneNumber> mobiles(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> PhoneNumber.of(String.valueOf(13800138000L + i)))
        .toList();
  }

  private static Message message(String text) {
    return new Message(List.of(MOBILE), text);
  }

  private static Planner planner(String text) {
    return Planner.of(message(text), AS_WRITTEN);
  }

  private static Plan plan(Planner planner) {
    return planner.plan(Limits.of(100), 100);
  }

  private static Planner carrying(SendOptions options) {
    return Planner.of(message("好").with(options), AS_WRITTEN);
  }

  @Nested
  class Signing {

    private final SendOptions signed = SendOptions.NONE.withSignature("驿站");

    @ParameterizedTest
    @CsvSource({
      "您好, 您好【驿站】",
      "您好【驿站】, 您好【驿站】",
      "【驿站】您好, 【驿站】您好",
      "您【驿站】好, 您【驿站】好【驿站】",
      "您好【别人】, 您好【别人】【驿站】"
    })
    void putsTheSignatureAtTheEndWhereItStandsAtNeitherEnd(String written, String sent) {
      assertThat(plan(Planner.of(message(written).with(signed), AS_WRITTEN)).texts())
          .containsExactly(sent);
    }

    @ParameterizedTest
    @CsvSource({"您好, 您好【驿站】", "您好【驿站】, 您好【驿站】", "【驿站】您好, 【驿站】您好【驿站】"})
    void putsItAtTheEndForAVendorThatAcceptsItOnlyThere(String written, String sent) {
      assertThat(plan(Planner.signingAtTheEnd(message(written).with(signed), AS_WRITTEN)).texts())
          .containsExactly(sent);
    }

    @Test
    void changesNothingWithoutASignature() {
      assertThat(plan(planner("您好")).texts()).containsExactly("您好");
      assertThat(plan(Planner.signingAtTheEnd(message("您好"), AS_WRITTEN)).texts())
          .containsExactly("您好");
    }

    @Test
    void signsEveryTextBeforeItTakesTheVendorsForm() {
      Message two = new Message(mobiles(2), List.of("a%", "b【驿站】"), signed);
      UnaryOperator<String> form = text -> text.replace("%", "％").replace("【", "[");
      assertThat(plan(Planner.of(two, form)).texts()).containsExactly("a％[驿站】", "b[驿站】");
      assertThat(plan(Planner.signingAtTheEnd(two, form)).texts())
          .containsExactly("a％[驿站】", "b[驿站】");
    }

    @Test
    void countsTheSignatureAmongTheSegments() {
      Message long70 = message("长".repeat(70));
      assertThat(plan(Planner.of(long70, AS_WRITTEN)).segments()).isEqualTo(1);
      assertThat(plan(Planner.of(long70.with(signed), AS_WRITTEN)).segments()).isEqualTo(2);
    }
  }

  @Nested
  class Refusing {

    private Refusal onlyRefusal(Planner planner) {
      Plan plan = plan(planner);
      assertThat(plan.calls()).isEmpty();
      assertThat(plan.refusals()).hasSize(1);
      return plan.refusals().get(0);
    }

    @Test
    void namesACharacterThatTheCharsetLacksAndItsIndex() {
      Refusal refusal =
          onlyRefusal(planner("好😀").encodable(FormEncoding.GB2312, Binding.HTTP_POST));
      assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_NOT_ENCODABLE);
      assertThat(refusal.character()).contains(new Refusal.At(1, 0x1F600));
      assertThat(refusal.detail()).contains("U+1F600").contains("index 1");
    }

    @Test
    void namesTheTextOfSeveral() {
      Message two = new Message(mobiles(2), List.of("好", "😀"), SendOptions.NONE);
      assertThat(
              onlyRefusal(
                      Planner.of(two, AS_WRITTEN).encodable(FormEncoding.GB2312, Binding.HTTP_POST))
                  .detail())
          .contains("text 2");
    }

    @ParameterizedTest
    @EnumSource(Binding.class)
    void sendsNoControlCharacterOverSoap(Binding binding) {
      Plan plan = plan(planner("a\u0001").encodable(FormEncoding.UTF_8, binding));
      if (binding.isSoap()) {
        assertThat(plan.refusals())
            .extracting(Refusal::reason, Refusal::character)
            .containsExactly(
                tuple(Refusal.Reason.CHARACTER_NOT_ENCODABLE, Optional.of(new Refusal.At(1, 1))));
      } else {
        assertThat(plan.refusals()).isEmpty();
      }
    }

    @Test
    void reportsALoneSurrogateOnce() {
      assertThat(
              onlyRefusal(planner("a\uD83D").encodable(FormEncoding.UTF_8, Binding.SOAP_1_1))
                  .character())
          .contains(new Refusal.At(1, 0xD83D));
    }

    @Test
    void namesEveryForbiddenCharacter() {
      Plan plan = plan(planner("a b c").forbidden(c -> c == ' '));
      assertThat(plan.calls()).isEmpty();
      assertThat(plan.refusals())
          .extracting(Refusal::reason)
          .containsOnly(Refusal.Reason.CHARACTER_FORBIDDEN);
      assertThat(plan.refusals())
          .extracting(refusal -> refusal.character().orElseThrow().index())
          .containsExactly(1, 3);
    }

    @Test
    void listsAThousandRefusalsAtMost() {
      assertThat(plan(planner(" ".repeat(5000)).forbidden(c -> c == ' ')).refusals()).hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "5, false", "6, true"})
    void refusesTextsOfAWrongLength(int characters, boolean refused) {
      Plan plan = plan(planner("长".repeat(characters)).length(2, 5));
      assertThat(plan.refusals().isEmpty()).isNotEqualTo(refused);
      assertThat(plan.refusals())
          .extracting(Refusal::reason)
          .allMatch(Refusal.Reason.TEXT_LENGTH::equals);
    }

    @Test
    void checksTheLengthOfTheTextAsItIsSent() {
      assertThat(plan(Planner.of(message("长"), text -> text + text).length(2, 2)).refusals())
          .isEmpty();
    }

    @Test
    void refusesATextWithoutTheRequiredEnd() {
      Pattern end = Pattern.compile("】\\z");
      assertThat(onlyRefusal(planner("【驿站】您好").endsWith(end, "write one at the end")))
          .isEqualTo(new Refusal(Refusal.Reason.SIGNATURE_MISSING, "write one at the end"));
      assertThat(plan(planner("您好【驿站】").endsWith(end, "")).refusals()).isEmpty();
    }

    @Test
    void namesEveryRecipientThatIsNotReached() {
      Message three = new Message(List.of(MOBILE, LANDLINE, ABROAD), "好");
      Plan plan = plan(Planner.of(three, AS_WRITTEN).reaches(Set.of(PhoneNumber.Kind.MOBILE)));
      assertThat(plan.calls()).isEmpty();
      assertThat(plan.refusals())
          .extracting(refusal -> refusal.recipient().orElseThrow())
          .containsExactly(LANDLINE, ABROAD);
      assertThat(plan.refusals())
          .allSatisfy(
              refusal -> {
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.RECIPIENT_NOT_REACHABLE);
                assertThat(refusal.detail())
                    .doesNotContain(LANDLINE.digits())
                    .doesNotContain(ABROAD.digits());
              });
    }

    @Test
    void refusesAnExtensionOfAnotherForm() {
      Pattern form = Pattern.compile("[0-9]{1,10}");
      assertThat(
              plan(carrying(SendOptions.NONE.withExtension("01")).extension(form, "digits"))
                  .refusals())
          .isEmpty();
      assertThat(plan(carrying(SendOptions.NONE).extension(form, "digits")).refusals()).isEmpty();
      assertThat(
              onlyRefusal(
                  carrying(SendOptions.NONE.withExtension("01x"))
                      .extension(form, "1 to 10 digits")))
          .isEqualTo(
              new Refusal(Refusal.Reason.OPTION_NOT_CARRIED, "extension: give 1 to 10 digits"));
    }

    @Test
    void refusesOptionsThatTheVendorDoesNotCarry() {
      SendOptions both = SendOptions.NONE.withExtension("01").withMessageType("102");
      assertThat(plan(carrying(both).withoutExtension().withoutMessageType()).refusals())
          .extracting(Refusal::reason)
          .containsExactly(Refusal.Reason.OPTION_NOT_CARRIED, Refusal.Reason.OPTION_NOT_CARRIED);
      assertThat(
              plan(carrying(SendOptions.NONE).withoutExtension().withoutMessageType()).refusals())
          .isEmpty();
    }

    @Test
    void collectsWhatEveryCheckRefuses() {
      Plan plan =
          plan(
              planner("a b")
                  .refuse(Refusal.Reason.SIGNATURE_MISSING, "sign it")
                  .forbidden(c -> c == ' ')
                  .length(9, 9));
      assertThat(plan.refusals())
          .extracting(Refusal::reason)
          .containsExactly(
              Refusal.Reason.SIGNATURE_MISSING,
              Refusal.Reason.CHARACTER_FORBIDDEN,
              Refusal.Reason.TEXT_LENGTH);
      assertThat(plan.calls()).isEmpty();
    }
  }

  @Nested
  class Splitting {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 3"})
    void fillsCallsToTheVendorsSizeInOrder(int recipients, int calls) {
      Plan plan =
          Planner.of(new Message(mobiles(recipients), "好"), AS_WRITTEN).plan(Limits.of(100), 2);
      assertThat(plan.calls()).hasSize(calls);
      assertThat(plan.calls()).allMatch(call -> call.recipients().size() <= 2);
      assertThat(plan.calls().stream().flatMap(call -> call.recipients().stream()).toList())
          .isEqualTo(mobiles(recipients));
    }

    @Test
    void sendsOneTextToANumberOnce() {
      Plan plan = plan(Planner.of(new Message(List.of(MOBILE, LANDLINE, MOBILE), "好"), AS_WRITTEN));
      assertThat(plan.calls().get(0).recipients()).containsExactly(MOBILE, LANDLINE);
    }

    @Test
    void putsNumbersOfOneTextTogether() {
      List<PhoneNumber> three = mobiles(3);
      Plan plan =
          plan(
              Planner.of(new Message(three, List.of("一", "二", "一"), SendOptions.NONE), AS_WRITTEN));
      assertThat(plan.calls())
          .extracting(VendorCall::texts, VendorCall::recipients)
          .containsExactly(
              tuple(List.of("一"), List.of(three.get(0), three.get(2))),
              tuple(List.of("二"), List.of(three.get(1))));
    }

    @Test
    void sendsTextsThatBecomeEqualAsOne() {
      Message two = new Message(mobiles(2), List.of("a%", "a％"), SendOptions.NONE);
      Plan plan = plan(Planner.of(two, text -> text.replace('%', '％')));
      assertThat(plan.calls()).hasSize(1);
      assertThat(plan.calls().get(0).recipients()).isEqualTo(mobiles(2));
    }

    @Test
    void knowsForWhichRecipientsEachCallIs() {
      List<PhoneNumber> three = List.of(MOBILE, LANDLINE, ABROAD);
      Message own = new Message(three, List.of("一", "二", "一"), SendOptions.NONE);
      assertThat(plan(Planner.of(own, AS_WRITTEN)).calls())
          .extracting(VendorCall::positions)
          .containsExactly(List.of(0, 2), List.of(1));
      assertThat(Planner.of(own, AS_WRITTEN).planIndividually(Limits.of(100), 2).calls())
          .extracting(VendorCall::recipients, VendorCall::positions)
          .containsExactly(
              tuple(List.of(MOBILE, ABROAD), List.of(0, 2)), tuple(List.of(LANDLINE), List.of(1)));
      assertThat(Planner.of(new Message(three, "好"), AS_WRITTEN).plan(Limits.of(100), 2))
          .extracting(plan -> plan.calls().stream().map(VendorCall::positions).toList())
          .isEqualTo(List.of(List.of(0, 1), List.of(2)));
    }

    /** The number gets one message, and both of its recipients have the outcome. */
    @Test
    void sendsANumberTwoTextsThatBecomeEqualOnceForBothRecipients() {
      Message twice =
          new Message(
              List.of(MOBILE, LANDLINE, MOBILE), List.of("a%", "a%", "a％"), SendOptions.NONE);
      List<VendorCall> calls = plan(Planner.of(twice, text -> text.replace('%', '％'))).calls();
      assertThat(calls)
          .extracting(VendorCall::recipients, VendorCall::positions)
          .containsExactly(tuple(List.of(MOBILE, LANDLINE), List.of(0, 2, 1)));
    }

    @Test
    void givesEachNumberItsTextInOneCall() {
      List<PhoneNumber> three = mobiles(3);
      Plan plan =
          Planner.of(new Message(three, List.of("一", "二", "三"), SendOptions.NONE), AS_WRITTEN)
              .planIndividually(Limits.of(100), 2);
      assertThat(plan.calls())
          .extracting(VendorCall::recipients, VendorCall::texts)
          .containsExactly(
              tuple(three.subList(0, 2), List.of("一", "二")),
              tuple(three.subList(2, 3), List.of("三")));
    }

    @Test
    void plansNoIndividualTextsWhereSomethingIsRefused() {
      Plan plan = planner(" ").forbidden(c -> c == ' ').planIndividually(Limits.of(100), 2);
      assertThat(plan.calls()).isEmpty();
      assertThat(plan.refusals()).hasSize(1);
    }

    @Test
    void carriesTheOptionsInEveryCall() {
      SendOptions options = SendOptions.NONE.withExtension("01").withId("7-1");
      Plan plan =
          Planner.of(new Message(mobiles(3), "好").with(options), AS_WRITTEN)
              .plan(Limits.of(100), 1);
      assertThat(plan.calls()).hasSize(3).extracting(VendorCall::options).containsOnly(options);
    }

    @Test
    void countsTheSegmentsOfTheLongestText() {
      Message two = new Message(mobiles(2), List.of("短", "长".repeat(71)), SendOptions.NONE);
      assertThat(plan(Planner.of(two, AS_WRITTEN)).segments()).isEqualTo(2);
    }
  }

  @Test
  void refusesATextOfMoreSegmentsThanTheChannelSends() {
    Limits three = Limits.of(100).withMaxSegments(3);
    Planner longest = Planner.of(new Message(mobiles(1), "长".repeat(3 * 67)), AS_WRITTEN);
    assertThat(longest.plan(three, 100).refusals()).isEmpty();
    Plan plan =
        Planner.of(new Message(mobiles(1), "长".repeat(3 * 67 + 1)), AS_WRITTEN).plan(three, 100);
    assertThat(plan.calls()).isEmpty();
    assertThat(plan.segments()).isEqualTo(4);
    assertThat(plan.refusals())
        .containsExactly(
            new Refusal(
                Refusal.Reason.TEXT_LENGTH,
                "the text is billed as 4 segments, and this channel sends at most 3: shorten it"));
  }

  /** A GET of winic's, the longest of the vendors' queries. */
  @Nested
  class QueryLength {

    private static final FormEncoding GB2312 = FormEncoding.GB2312;
    private static final Credentials ACCOUNT = new Credentials("驿站", "&".repeat(30));

    private Access access(Binding binding) {
      return new Access(URI.create("http://vendor.example:8009"), binding, ACCOUNT);
    }

    private Plan plan(Message message, Limits limits, Binding binding) {
      Planner planner = Planner.of(message, AS_WRITTEN);
      int size = planner.fitting(limits, access(binding), Planner.encoded(GB2312));
      assertThat(size).isBetween(1, limits.recipientsPerCall());
      return planner.plan(limits, size);
    }

    private int query(VendorCall call) {
      return List.of(
              new Parameter("id", ACCOUNT.user()),
              new Parameter("pwd", ACCOUNT.password()),
              new Parameter(
                  "to",
                  call.recipients().stream()
                      .map(PhoneNumber::withCountryCode)
                      .collect(Collectors.joining(","))),
              new Parameter("content", call.text()),
              new Parameter("time", ""))
          .stream()
          .map(parameter -> parameter.name() + "=" + GB2312.encode(parameter.value()))
          .collect(Collectors.joining("&"))
          .length();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 70, 150, 250})
    void splitsRecipientsSoThatEveryQueryFits(int characters) {
      Message message = new Message(mobiles(100), "长".repeat(characters));
      Plan plan = plan(message, Limits.of(100).withLongestQuery(2048), Binding.HTTP_GET);
      assertThat(plan.refusals()).isEmpty();
      assertThat(plan.calls())
          .allSatisfy(call -> assertThat(query(call)).isLessThanOrEqualTo(2048));
      assertThat(plan.calls().stream().flatMap(call -> call.recipients().stream()).toList())
          .isEqualTo(mobiles(100));
    }

    @Test
    void refusesATextThatDoesNotFitWithOneNumber() {
      // Each character takes six characters of the query.
      Plan plan =
          plan(message("长".repeat(400)), Limits.of(100).withLongestQuery(2048), Binding.HTTP_GET);
      assertThat(plan.calls()).isEmpty();
      assertThat(plan.refusals())
          .extracting(Refusal::reason)
          .containsExactly(Refusal.Reason.TEXT_LENGTH);
      assertThat(plan.refusals().get(0).detail()).contains("2048");
    }

    @ParameterizedTest
    @EnumSource(value = Binding.class, mode = EnumSource.Mode.EXCLUDE, names = "HTTP_GET")
    void hasNoLimitInABody(Binding binding) {
      Message message = new Message(mobiles(100), "长".repeat(400));
      Plan plan = plan(message, Limits.of(100).withLongestQuery(512), binding);
      assertThat(plan.refusals()).isEmpty();
      assertThat(plan.calls()).hasSize(1);
    }

    @Test
    void keepsTheVendorsLimitWhereTheQueryHasRoom() {
      Message message = new Message(mobiles(7), "好");
      Plan plan = plan(message, Limits.of(3).withLongestQuery(65_536), Binding.HTTP_GET);
      assertThat(plan.calls())
          .extracting(call -> call.recipients().size())
          .containsExactly(3, 3, 1);
    }

    @Test
    void fitsIndividualTextsByTheLongest() {
      List<String> texts =
          IntStream.range(0, 20).mapToObj(i -> "长".repeat(40) + (char) ('a' + i)).toList();
      Planner planner = Planner.of(new Message(mobiles(20), texts, SendOptions.NONE), AS_WRITTEN);
      int size =
          planner.fittingIndividually(
              Limits.of(50).withLongestQuery(2048),
              access(Binding.HTTP_GET),
              Planner.encoded(GB2312));
      // 11 digits, two separators of three characters that are encoded, and the text.
      int pair = 11 + 2 * 9 + GB2312.encode(texts.get(0)).length();
      assertThat(size).isBetween(1, 2048 / pair);
      assertThat(
              planner.fittingIndividually(
                  Limits.of(50).withLongestQuery(2048),
                  access(Binding.HTTP_POST),
                  Planner.encoded(GB2312)))
          .isEqualTo(50);
    }
  }
}
