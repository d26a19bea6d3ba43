package dev.yizhan.gateway.soap;

import static dev.yizhan.gateway.soap.SoapGateway.ADMIN;
import static dev.yizhan.gateway.soap.SoapGateway.BANK;
import static dev.yizhan.gateway.soap.SoapGateway.SHOP;
import static dev.yizhan.gateway.soap.SoapGateway.all;
import static dev.yizhan.gateway.soap.SoapGateway.el;
import static dev.yizhan.gateway.soap.SoapGateway.first;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.store.GatewayStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finding submissions by the names that others have for them: SOAP in, SOAP out. */
abstract class FindingContract {

  private static final Consumer REMOVED = Consumer.of("removed", Consumer.Role.CONSUMER);

  private SoapGateway gateway;

  abstract GatewayStore store();

  @BeforeEach
  void start() {
    gateway = new SoapGateway(store());
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private String call(Consumer consumer, String operation, String content) {
    return gateway.call(consumer, operation, content);
  }

  private String find(String content) {
    return gateway.admin(ADMIN, "FindSubmissions", content);
  }

  private String sent(Consumer consumer, String content) {
    return call(
        consumer,
        "Send",
        el("channel", "winic") + el("recipient", "13800138000") + el("text", "测试") + content);
  }

  private String scheduled(Consumer consumer, String requestId) {
    return first(
        sent(consumer, el("requestId", requestId) + el("sendAt", "2027-06-01T08:00:00+08:00")),
        "id");
  }

  @Test
  void findsARequestIdOfOneConsumerOrOfAll() {
    String shop = first(sent(SHOP, el("requestId", "a-1")), "id");
    String bank = first(sent(BANK, el("requestId", "a-1")), "id");
    String removed = first(sent(REMOVED, el("requestId", "a-1")), "id");
    sent(SHOP, el("requestId", "a-2"));
    sent(ADMIN, "");
    assertThat(all(find(el("requestId", "a-1")), "id")).containsExactly(removed, bank, shop);
    assertThat(all(find(el("requestId", "a-1") + el("consumer", "bank")), "id"))
        .containsExactly(bank);
    assertThat(all(find(el("requestId", "a-1") + el("position", removed)), "id"))
        .containsExactly(bank, shop);
    assertThat(all(find(el("requestId", "a-3")), "id")).isEmpty();
  }

  @Test
  void findsTheReferenceOfASubmissionOrOfARecipient() {
    String whole = first(sent(SHOP, el("reference", "order 7")), "id");
    String individual =
        first(
            call(
                SHOP,
                "SendIndividual",
                el("channel", "winic")
                    + letter("13800138001", "order 6")
                    + letter("13800138002", "order 7")),
            "id");
    sent(BANK, el("reference", "order 8"));
    String found = find(el("reference", "order 7"));
    assertThat(all(found, "id")).containsExactly(individual, whole);
    assertThat(all(found, "number")).containsExactly("13800138002", "13800138000");
    assertThat(all(find(el("reference", "order 7") + el("consumer", "bank")), "id")).isEmpty();
  }

  private static String letter(String number, String reference) {
    return el(
        "message",
        el("recipient", number)
            + el("text", "单" + number.charAt(number.length() - 1))
            + el("reference", reference));
  }

  @Test
  void findsTheVendorsIdAndShowsTheRecipientThatHasIt() {
    String response = sent(SHOP, "");
    sent(SHOP, "");
    String vendorId = first(response, "vendorMessageId");
    String found = find(el("vendorMessageId", vendorId));
    assertThat(all(found, "id")).containsExactly(first(response, "id"));
    assertThat(all(found, "vendorMessageId")).containsExactly(vendorId);
    assertThat(all(find(el("vendorMessageId", vendorId + "0")), "id")).isEmpty();
  }

  @Test
  void refusesASearchForAConsumerOrAChannelThatDoesNotExist() {
    String removed = first(sent(REMOVED, ""), "id");
    String consumer = find(el("consumer", "Shop"));
    assertThat(first(consumer, "code")).isEqualTo("INVALID_REQUEST");
    assertThat(first(consumer, "faultstring")).startsWith("consumer: ");
    assertThat(first(find(el("channel", "winnic")), "code")).isEqualTo("UNKNOWN_CHANNEL");
    assertThat(find(el("consumer", "shop") + el("channel", "winic")))
        .contains("FindSubmissionsResponse");
    assertThat(find("<consumer/><channel/>")).contains("FindSubmissionsResponse");
    assertThat(all(find(el("consumer", "removed")), "id")).containsExactly(removed);
  }

  @Test
  void returnsToAdminsTheSubmissionOfAConsumerAndRequestId() {
    String shop = first(sent(SHOP, el("requestId", "a-1")), "id");
    String bank = first(sent(BANK, el("requestId", "a-1")), "id");
    String ofBank = el("requestId", "a-1") + el("consumer", "bank");
    assertThat(first(call(ADMIN, "GetSubmission", ofBank), "id")).isEqualTo(bank);
    assertThat(first(call(ADMIN, "GetSubmission", el("id", shop)), "id")).isEqualTo(shop);
    assertThat(fault(ADMIN, "GetSubmission", el("id", shop) + el("consumer", "bank")))
        .isEqualTo("UNKNOWN_SUBMISSION");
    assertThat(fault(ADMIN, "GetSubmission", el("requestId", "a-1")))
        .isEqualTo("UNKNOWN_SUBMISSION");
    assertThat(fault(ADMIN, "GetSubmission", el("requestId", "a-1") + el("consumer", "bnak")))
        .isEqualTo("INVALID_REQUEST");
    assertThat(fault(ADMIN, "GetSubmission", "")).isEqualTo("INVALID_REQUEST");
  }

  private String fault(Consumer consumer, String operation, String content) {
    return first(call(consumer, operation, content), "code");
  }

  @Test
  void showsNoConsumerTheSubmissionOfAnother() {
    String bank = scheduled(BANK, "a-1");
    String ofBank = el("requestId", "a-1") + el("consumer", "bank");
    assertThat(fault(SHOP, "GetSubmission", ofBank)).isEqualTo("NOT_ALLOWED");
    assertThat(fault(SHOP, "GetSubmission", el("requestId", "no") + el("consumer", "no")))
        .isEqualTo("NOT_ALLOWED");
    assertThat(fault(SHOP, "GetSubmission", el("requestId", "a-1")))
        .isEqualTo("UNKNOWN_SUBMISSION");
    assertThat(fault(SHOP, "GetSubmission", el("id", bank))).isEqualTo("UNKNOWN_SUBMISSION");
    assertThat(fault(SHOP, "CancelSubmission", el("requestId", "a-1")))
        .isEqualTo("UNKNOWN_SUBMISSION");
    assertThat(first(gateway.admin(SHOP, "FindSubmissions", el("requestId", "a-1")), "code"))
        .isEqualTo("NOT_ALLOWED");
    assertThat(first(call(BANK, "GetSubmission", ofBank), "state")).isEqualTo("SCHEDULED");
  }

  @Test
  void cancelsByRequestId() {
    scheduled(BANK, "a-1");
    String shop = scheduled(SHOP, "a-1");
    String cancelled = call(SHOP, "CancelSubmission", el("requestId", "a-1"));
    assertThat(first(cancelled, "id")).isEqualTo(shop);
    assertThat(first(cancelled, "state")).isEqualTo("CANCELLED");
    assertThat(first(call(BANK, "GetSubmission", el("requestId", "a-1")), "state"))
        .isEqualTo("SCHEDULED");
    assertThat(fault(SHOP, "CancelSubmission", el("requestId", "a-2")))
        .isEqualTo("UNKNOWN_SUBMISSION");
    assertThat(fault(SHOP, "CancelSubmission", "")).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void listsTheFirstHundredInvalidRecipientsWithTheirIndexes() {
    String bad =
        IntStream.range(0, 150)
            .mapToObj(i -> "1380013" + (10_000 + i))
            .collect(Collectors.joining(", "));
    String response =
        call(
            SHOP,
            "Send",
            el("channel", "winic")
                + el("recipient", "13800138000")
                + el("recipient", bad + ",13800138000,138000\u200B138000")
                + el("text", "测试"));
    assertThat(first(response, "code")).isEqualTo("INVALID_RECIPIENT");
    assertThat(first(response, "refusedRecipientCount")).isEqualTo("151");
    assertThat(all(response, "index"))
        .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).toList());
    assertThat(all(response, "number").get(1)).isEqualTo("138****0001");
    assertThat(all(response, "reason").get(1)).startsWith("is not a phone number");
    assertThat(response).doesNotContain("138001310001");
    assertThat(first(response, "faultstring"))
        .hasSizeLessThan(300)
        .contains("138****0000 is not a phone number", "(and 150 more)");
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void saysOfEachRefusedRecipientWhatIsWrong() {
    String response =
        call(
            SHOP,
            "SendIndividual",
            el("channel", "winic")
                + letter("13800138000", "a")
                + letter("1380013800", "b")
                + letter("138001380\u200B01", "c"));
    assertThat(all(response, "index")).containsExactly("1", "2");
    assertThat(all(response, "reason").get(1)).contains("U+200B ZERO WIDTH SPACE");
    String notReached =
        call(
            SHOP,
            "Send",
            el("channel", "winic")
                + el("recipient", "13800138000,13800138000,+85291234567")
                + el("text", "测试"));
    assertThat(first(notReached, "refusedRecipientCount")).isEqualTo("1");
    assertThat(all(notReached, "index")).containsExactly("2");
    assertThat(all(notReached, "number")).containsExactly("+85****4567");
    String checked =
        call(
            SHOP,
            "Check",
            el("channel", "winic")
                + el("recipient", "13800138000,1380013800,+85291234567")
                + el("text", "测试"));
    assertThat(all(checked, "number")).containsExactly("1380013800", "+85291234567");
    assertThat(all(checked, "index")).containsExactly("1", "2");
    assertThat(all(checked, "code")).containsExactly("INVALID_RECIPIENT", "INVALID_RECIPIENT");
  }

  @Test
  void cancelsForAnOperatorWhatStillWaits() {
    String shop = scheduled(SHOP, "a-1");
    String bank = scheduled(BANK, "a-1");
    String ofBank = el("consumer", "bank") + el("requestId", "a-1") + el("reason", "wrong text");
    String cancelled = gateway.admin(ADMIN, "CancelWaiting", ofBank);
    assertThat(first(cancelled, "cancelled")).as(cancelled).isEqualTo("true");
    assertThat(first(cancelled, "id")).isEqualTo(bank);
    assertThat(first(cancelled, "state")).isEqualTo("CANCELLED");
    String event = call(BANK, "GetSubmission", el("id", bank));
    assertThat(first(event, "by")).isEqualTo("ops");
    assertThat(first(event, "reason")).isEqualTo("wrong text");
    assertThat(first(call(SHOP, "GetSubmission", el("id", shop)), "state")).isEqualTo("SCHEDULED");
    assertThat(first(gateway.admin(ADMIN, "CancelWaiting", ofBank), "cancelled"))
        .isEqualTo("false");
    assertThat(gateway.core().journal().list(Optional.empty()).entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo(JournalEntry.Action.CANCELLED);
              assertThat(entry.who()).isEqualTo("ops");
              assertThat(entry.target()).isEqualTo(bank);
              assertThat(entry.reason()).contains("wrong text");
            });
    String byId = el("submissionId", shop);
    assertThat(first(gateway.admin(ADMIN, "CancelWaiting", byId + el("reason", " ")), "code"))
        .isEqualTo("INVALID_REQUEST");
    assertThat(first(gateway.admin(ADMIN, "CancelWaiting", byId + el("reason", "x")), "cancelled"))
        .isEqualTo("true");
  }

  @Test
  void cancelsNothingThatIsNotNamedAndNothingForOthers() {
    String shop = scheduled(SHOP, "a-1");
    String reason = el("reason", "x");
    for (String incomplete : List.of("", el("consumer", "shop"), el("requestId", "a-1"))) {
      assertThat(first(gateway.admin(ADMIN, "CancelWaiting", incomplete + reason), "code"))
          .isEqualTo("INVALID_REQUEST");
    }
    for (String wrong :
        List.of(el("submissionId", "1"), el("consumer", "bank") + el("requestId", "a-1"))) {
      assertThat(first(gateway.admin(ADMIN, "CancelWaiting", wrong + reason), "code"))
          .isEqualTo("UNKNOWN_SUBMISSION");
    }
    assertThat(
            first(gateway.admin(SHOP, "CancelWaiting", el("submissionId", shop) + reason), "code"))
        .isEqualTo("NOT_ALLOWED");
    assertThat(first(call(SHOP, "GetSubmission", el("id", shop)), "state")).isEqualTo("SCHEDULED");
  }
}
