package dev.yizhan.gateway.soap;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.callback.CallbackStore;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.sending.ChannelActivity;
import dev.yizhan.gateway.core.sending.MessageChecks;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.gateway.soap.request.XmlText;
import dev.yizhan.vendor.Abilities;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.AccountDetails;
import dev.yizhan.wsdl.gateway.Account;
import dev.yizhan.wsdl.gateway.CheckResponse;
import dev.yizhan.wsdl.gateway.ForbiddenCharacter;
import dev.yizhan.wsdl.gateway.LostCharacter;
import dev.yizhan.wsdl.gateway.PlannedCall;
import dev.yizhan.wsdl.gateway.RefusedRecipient;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Converts the core's values to the contract's types. Absent values are left out. */
@NullUnmarked
final class ContractTypes {

  private ContractTypes() {}

  static dev.yizhan.wsdl.gateway.Submission of(Submission submission) {
    var out = new dev.yizhan.wsdl.gateway.Submission();
    out.setId(Long.toString(submission.id()));
    SubmissionHead head = submission.head();
    out.setRequestId(head.requestId().orElse(null));
    out.setReference(head.reference().orElse(null));
    out.setChannel(head.channel());
    out.setState(submission.state());
    out.setCreatedAt(ContractTimes.of(head.createdAt()));
    head.sendAt().ifPresent(sendAt -> out.setSendAt(ContractTimes.of(sendAt)));
    out.setParts(head.segments());
    submission.calls().forEach(call -> out.getCall().add(of(submission, call)));
    submission.deliveries().forEach(delivery -> out.getDelivery().add(of(delivery)));
    out.setMore(submission.next().isPresent());
    submission.next().ifPresent(next -> out.setPosition(Integer.toString(next)));
    submission.events().forEach(event -> out.getEvent().add(of(event)));
    out.setConsumer(submission.consumer());
    out.setSegments(head.segments());
    return out;
  }

  private static dev.yizhan.wsdl.gateway.Event of(TimelineEvent event) {
    var out = new dev.yizhan.wsdl.gateway.Event();
    out.setAt(ContractTimes.of(event.at()));
    out.setKind(event.kind().name());
    out.setNumber(event.recipient().map(PhoneNumber::digits).orElse(null));
    out.setState(event.state().name());
    out.setBy(event.who());
    out.setReason(event.reason().orElse(null));
    return out;
  }

  private static dev.yizhan.wsdl.gateway.Call of(Submission submission, CallRecord call) {
    var out = new dev.yizhan.wsdl.gateway.Call();
    out.setVendorCallId(submission.id() + "-" + call.number());
    out.setChannel(call.channel());
    out.setOutcome(call.outcome().name());
    out.setVendorId(call.answer().ids().isEmpty() ? null : String.join(",", call.answer().ids()));
    out.setVendorCode(call.answer().code().orElse(null));
    out.setMeaning(call.answer().meaning().orElse(null));
    call.billing().segments().ifPresent(out::setBilledParts);
    out.setCharge(call.billing().charge().orElse(null));
    out.setBalanceAfter(call.billing().balanceAfter().orElse(null));
    out.setAt(ContractTimes.of(call.at()));
    out.setMillis(call.took().toMillis());
    call.billing().segments().ifPresent(out::setBilledSegments);
    return out;
  }

  static dev.yizhan.wsdl.gateway.Delivery of(Delivery delivery) {
    var out = new dev.yizhan.wsdl.gateway.Delivery();
    out.setNumber(delivery.number().digits());
    out.setState(delivery.state().name());
    out.setVendorMessageId(delivery.vendorMessageId().map(XmlText::sanitized).orElse(null));
    out.setVendorStatus(delivery.vendorStatus().map(XmlText::sanitized).orElse(null));
    out.setAt(ContractTimes.of(delivery.at()));
    out.setReference(delivery.reference().orElse(null));
    out.setMatchedByNumber(trueOrAbsent(delivery.matchedByNumber()));
    delivery
        .code()
        .ifPresent(
            code -> {
              out.setCode(code.name());
              out.setReason("The recipient has opted out since the submission was accepted");
            });
    return out;
  }

  static dev.yizhan.wsdl.gateway.SkippedRecord of(CallbackStore.Skipped skipped) {
    var out = new dev.yizhan.wsdl.gateway.SkippedRecord();
    out.setConsumer(skipped.consumer());
    out.setKind(skipped.skip().kind().name());
    out.setPosition(Long.toString(skipped.skip().position()));
    out.setReader(skipped.reader().name());
    out.setAt(ContractTimes.of(skipped.skip().at()));
    out.setBy(skipped.skip().who());
    out.setReason(XmlText.sanitized(skipped.skip().reason()));
    return out;
  }

  static dev.yizhan.wsdl.gateway.OptOut of(OptOut optOut) {
    var out = new dev.yizhan.wsdl.gateway.OptOut();
    OptOutList list = optOut.list();
    out.setConsumer(list.kind() == OptOutList.Kind.CONSUMER ? list.name() : null);
    out.setAccount(list.kind() == OptOutList.Kind.ACCOUNT ? list.name() : null);
    out.setNumber(optOut.number().digits());
    out.setAt(ContractTimes.of(optOut.at()));
    out.setSource(optOut.byHand().isPresent() ? "OPERATOR" : "REPLY");
    optOut.submission().ifPresent(id -> out.setSubmissionId(Long.toString(id)));
    out.setBy(optOut.byHand().map(OptOut.ByHand::who).orElse(null));
    out.setReason(optOut.byHand().map(OptOut.ByHand::reason).map(XmlText::sanitized).orElse(null));
    return out;
  }

  static CheckResponse of(MessageChecks.CheckResult checked) {
    CheckResponse out = new CheckResponse();
    for (MessageChecks.BadCharacter bad : checked.notEncodable()) {
      LostCharacter lost = new LostCharacter();
      lost.setIndex(bad.index());
      lost.setCharacter(XmlText.sanitized(bad.character()));
      lost.setReplacement(bad.replacement().orElse(null));
      out.getLostCharacter().add(lost);
    }
    for (MessageChecks.BadCharacter bad : checked.forbidden()) {
      ForbiddenCharacter forbidden = new ForbiddenCharacter();
      forbidden.setIndex(bad.index());
      forbidden.setCharacter(XmlText.sanitized(bad.character()));
      forbidden.setReplacement(bad.replacement().orElse(null));
      out.getForbiddenCharacter().add(forbidden);
    }
    for (MessageChecks.BadRecipient bad : checked.rejected()) {
      RefusedRecipient refused = new RefusedRecipient();
      refused.setNumber(XmlText.sanitized(bad.number()));
      refused.setReason(bad.reason());
      refused.setIndex(bad.index());
      refused.setCode(bad.code().name());
      out.getRefusedRecipient().add(refused);
    }
    out.setDuplicates(checked.duplicates());
    out.setSegments(checked.segments());
    for (MessageChecks.PlannedCall planned : checked.calls()) {
      PlannedCall call = new PlannedCall();
      call.setChannel(planned.channel());
      call.setRecipients(planned.recipients());
      out.getVendorCall().add(call);
    }
    out.setText(XmlText.sanitized(checked.text()));
    return out;
  }

  static Account of(String account, AccountDetails details) {
    Account out = new Account();
    out.setAccount(account);
    out.setUser(XmlText.sanitized(details.user()));
    out.setBalance(details.balance());
    out.setUnitPrice(details.prices().segment());
    out.setPartLength(details.segmentLength());
    out.setSignature(XmlText.sanitized(details.signature()));
    out.setVoicePrice(details.prices().voice());
    out.setFaxPrice(details.prices().fax());
    out.setMmsPrice(details.prices().mms());
    out.setAgent(XmlText.sanitized(details.agent()));
    out.setCompany(nullIfEmpty(details.contact().company()));
    out.setContact(nullIfEmpty(details.contact().person()));
    out.setContactDetails(nullIfEmpty(details.contact().details()));
    out.setSegmentLength(details.segmentLength());
    return out;
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : XmlText.sanitized(text);
  }

  static dev.yizhan.wsdl.gateway.Report of(InboxReport record) {
    var out = new dev.yizhan.wsdl.gateway.Report();
    out.setPosition(Long.toString(record.position()));
    out.setChannel(record.channel().orElse(null));
    out.setAccount(record.account());
    out.setNumber(XmlText.sanitized(record.number()));
    out.setState(
        switch (record.verdict()) {
          case DELIVERED -> "DELIVERED";
          case FAILED -> "FAILED";
          case NONE -> "PENDING";
        });
    out.setVendorStatus(XmlText.sanitized(record.status()));
    record.vendorTime().ifPresent(time -> out.setVendorTime(ContractTimes.of(time)));
    out.setReceivedAt(ContractTimes.of(record.receivedAt()));
    out.setVendorMessageId(record.vendorId().map(XmlText::sanitized).orElse(null));
    record.submission().ifPresent(id -> out.setSubmissionId(Long.toString(id)));
    out.setRequestId(record.requestId().orElse(null));
    out.setReference(record.reference().orElse(null));
    out.setMatchedByNumber(trueOrAbsent(record.matchedByNumber()));
    record.replaces().ifPresent(position -> out.setReplacesPosition(Long.toString(position)));
    return out;
  }

  private static @Nullable Boolean trueOrAbsent(boolean value) {
    return value ? Boolean.TRUE : null;
  }

  static dev.yizhan.wsdl.gateway.Reply of(InboxMessage record) {
    var out = new dev.yizhan.wsdl.gateway.Reply();
    out.setPosition(Long.toString(record.position()));
    out.setChannel(record.channel().orElse(null));
    out.setNumber(XmlText.sanitized(record.number()));
    out.setTo(record.to().map(XmlText::sanitized).orElse(null));
    out.setText(XmlText.sanitized(record.text()));
    record.vendorTime().ifPresent(time -> out.setVendorTime(ContractTimes.of(time)));
    out.setReceivedAt(ContractTimes.of(record.receivedAt()));
    out.setVendorReplyId(record.vendorId().map(XmlText::sanitized).orElse(null));
    record.submission().ifPresent(id -> out.setSubmissionId(Long.toString(id)));
    out.setRequestId(record.requestId().orElse(null));
    out.setReference(record.reference().orElse(null));
    out.setAccount(record.account());
    out.setMatchedByNumber(trueOrAbsent(record.matchedByNumber()));
    return out;
  }

  static dev.yizhan.wsdl.gateway.Problem of(Problem problem) {
    var out = new dev.yizhan.wsdl.gateway.Problem();
    out.setKind(problem.kind().name());
    out.setAccount(problem.account().orElse(null));
    out.setChannel(problem.channel().orElse(null));
    problem.submission().ifPresent(id -> out.setSubmissionId(Long.toString(id)));
    out.setNumber(problem.number().orElse(null));
    problem.from().ifPresent(time -> out.setFrom(ContractTimes.of(time)));
    problem.to().ifPresent(time -> out.setTo(ContractTimes.of(time)));
    out.setDetail(XmlText.sanitized(problem.detail()));
    problem
        .subject()
        .original()
        .ifPresent(
            original -> {
              out.setId(Long.toString(original.id()));
              out.setReprocessable(true);
              out.setCount(original.broken() == 0 ? null : original.broken());
              original
                  .readAgainAt()
                  .ifPresent(time -> out.setReprocessedAt(ContractTimes.of(time)));
            });
    problem
        .occurrences()
        .ifPresent(
            occurrences -> {
              out.setCount(occurrences.count());
              occurrences.lastAt().ifPresent(at -> out.setLastSeenAt(ContractTimes.of(at)));
              out.setVendorCode(occurrences.vendorCode().map(XmlText::sanitized).orElse(null));
            });
    problem
        .subject()
        .report()
        .ifPresent(
            report -> {
              out.setConsumer(report.consumer());
              out.setPosition(Long.toString(report.position()));
              out.setVendorMessageId(report.vendorMessageId().map(XmlText::sanitized).orElse(null));
            });
    problem
        .subject()
        .reading()
        .ifPresent(
            reading -> {
              out.setConsumer(reading.consumer());
              out.setReader(reading.reader());
              reading.position().ifPresent(at -> out.setPosition(Long.toString(at)));
            });
    return out;
  }

  static dev.yizhan.wsdl.gateway.Channel of(
      Channel channel, Optional<ChannelStateStore.ChannelState> state, ChannelActivity activity) {
    Abilities abilities = channel.client().abilities();
    var out = new dev.yizhan.wsdl.gateway.Channel();
    out.setName(channel.name());
    out.setVendor(channel.vendor());
    out.setTransport(channel.transport().label());
    out.setRecipientsPerCall(abilities.recipientsPerCall());
    out.setPartLength(abilities.segmentLength().single());
    out.setJoinedPartLength(abilities.segmentLength().joined());
    abilities.can().stream().map(Ability::name).sorted().forEach(out.getAbility()::add);
    boolean suspended = state.map(ChannelStateStore.ChannelState::suspended).orElse(false);
    out.setState(suspended ? "SUSPENDED" : "ACTIVE");
    out.setStateReason(state.map(ChannelStateStore.ChannelState::reason).orElse(null));
    out.setAccount(channel.account());
    out.setSegmentLength(abilities.segmentLength().single());
    out.setJoinedSegmentLength(abilities.segmentLength().joined());
    state.ifPresent(last -> out.setStateSince(ContractTimes.of(last.at())));
    out.setCircuit(activity.circuit().name());
    out.setCircuitSince(ContractTimes.of(activity.circuitSince()));
    out.setCircuitReason(activity.failure().map(XmlText::sanitized).orElse(null));
    out.setQueued((long) activity.waiting());
    activity.oldest().ifPresent(oldest -> out.setOldestQueuedAt(ContractTimes.of(oldest)));
    out.setRunning(activity.running());
    out.setConcurrency(channel.capacity().concurrency());
    out.setPriority(channel.capacity().priority().name());
    return out;
  }

  static dev.yizhan.wsdl.gateway.Channel forAdmin(
      Channel channel, Optional<ChannelStateStore.ChannelState> state, ChannelActivity activity) {
    dev.yizhan.wsdl.gateway.Channel out = of(channel, state, activity);
    out.setStateBy(state.map(ChannelStateStore.ChannelState::who).orElse(null));
    return out;
  }
}
