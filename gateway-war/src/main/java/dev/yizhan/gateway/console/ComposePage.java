package dev.yizhan.gateway.console;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.sending.MessageChecks;
import dev.yizhan.gateway.core.sending.MessageChecks.BadCharacter;
import dev.yizhan.gateway.core.sending.MessageChecks.CheckResult;
import dev.yizhan.gateway.core.sending.MessageChecks.PlannedCall;
import dev.yizhan.gateway.core.sending.Submissions;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.security.Consumer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message that an admin writes, checks and sends, as the consumer that the admin is: as {@code
 * Check} and {@code Send} at {@code /sms}. It is sent only as it was checked.
 */
public final class ComposePage implements Section {

  /** Most vendors answer sooner; the submission's page has what comes later. */
  private static final Duration WAIT = Duration.ofSeconds(3);

  /** Nothing is wrong with the message. */
  private static final Set<FaultCode> OURS =
      EnumSet.of(FaultCode.BUSY, FaultCode.STORE_UNAVAILABLE, FaultCode.STORE_IN_DOUBT);

  private final Operations operations;
  private final Clock clock;
  private final Pages pages;

  ComposePage(Operations operations, Clock clock, Pages pages) {
    this.operations = operations;
    this.clock = clock;
    this.pages = pages;
  }

  /** What the page uses of the core. */
  record Operations(
      MessageChecks checks, Submissions submissions, Channels channels, JournalStore journal) {}

  /**
   * What is shown.
   *
   * @param isTest whether nothing reaches a vendor
   * @param channels to choose from
   * @param check of the message; empty if it is incomplete, or refused as a whole
   * @param fault what went wrong
   */
  public record Model(
      Draft draft,
      boolean isTest,
      List<String> channels,
      Optional<CheckResult> check,
      Optional<String> fault) {

    /** Copies the list. */
    public Model {
      channels = List.copyOf(channels);
    }

    /** Whether it would be taken. */
    public boolean canSend() {
      return check.filter(result -> !result.calls().isEmpty()).isPresent();
    }

    /** To how many it would go. */
    public int recipients() {
      return check.stream()
          .flatMap(result -> result.calls().stream())
          .mapToInt(PlannedCall::recipients)
          .sum();
    }

    /** All characters that cannot be sent. */
    public List<BadCharacter> badCharacters() {
      return check.stream()
          .flatMap(
              result -> Stream.concat(result.notEncodable().stream(), result.forbidden().stream()))
          .toList();
    }

    /** Whether some of them have a replacement. */
    public boolean canReplace() {
      return badCharacters().stream().anyMatch(bad -> bad.replacement().isPresent());
    }

    /** The text as it would be sent. */
    public List<MarkedText.Piece> pieces() {
      return MarkedText.of(check.map(CheckResult::text).orElse(""), badCharacters());
    }

    private Model failing(String why) {
      return new Model(draft, isTest, channels, check, Optional.of(why));
    }
  }

  @Override
  public Answer answer(Visit visit) {
    Optional<String> refusal = refusal(visit.operator().consumer());
    if (refusal.isPresent()) {
      return pages.page(403, "message", visit.view(), visit.view().text(refusal.get()));
    }
    if (!visit.isPost()) {
      return page(visit, 200, model(visit, Draft.blank()));
    }
    Draft draft = Draft.of(visit.form());
    if (visit.at(1).filter("check"::equals).isPresent()) {
      return pages.page(200, "check", visit.view(), checked(visit, draft));
    }
    return switch (visit.form().find("do").orElse("check")) {
      case "send" -> send(visit, draft);
      case "replace" -> {
        List<BadCharacter> bad = checked(visit, draft).badCharacters();
        yield page(
            visit, 200, checked(visit, draft.reading(MarkedText.replaced(draft.text(), bad))));
      }
      default -> page(visit, 200, checked(visit, draft));
    };
  }

  /** Why this consumer cannot send, as a key; it could not at {@code /sms}, either. */
  private Optional<String> refusal(Consumer consumer) {
    if (consumer.role() != Consumer.Role.ADMIN) {
      return Optional.of("send.viewer");
    } else if (!consumer.mayCall("Send") || !consumer.mayCall("Check")) {
      return Optional.of("send.operations");
    }
    return operations.channels().of(consumer.sender()).isEmpty()
        ? Optional.of("send.noChannels")
        : Optional.empty();
  }

  private Model model(Visit visit, Draft draft) {
    Sender sender = visit.operator().consumer().sender();
    return new Model(
        draft,
        sender.isTest(),
        operations.channels().of(sender).stream().map(Channel::name).toList(),
        Optional.empty(),
        Optional.empty());
  }

  private Model checked(Visit visit, Draft draft) {
    Model model = model(visit, draft);
    if (draft.isIncomplete()) {
      return model;
    }
    try {
      CheckResult result =
          operations
              .checks()
              .check(visit.operator().consumer().sender(), draft.request(Duration.ZERO));
      return new Model(
          draft, model.isTest(), model.channels(), Optional.of(result), Optional.empty());
    } catch (GatewayException e) {
      return model.failing(visit.view().fault(e));
    }
  }

  private Answer send(Visit visit, Draft draft) {
    if (!visit.form().find("checked").filter(draft.digest()::equals).isPresent()) {
      return page(visit, 409, checked(visit, draft).failing(visit.view().text("send.changed")));
    }
    SendRequest request = draft.request(WAIT);
    try {
      note(visit, request);
      Submission sent =
          operations.submissions().send(visit.operator().consumer().sender(), request);
      return visit.redirect("/submission/" + sent.id() + "?done=send");
    } catch (GatewayException e) {
      return failed(visit, draft, e);
    }
  }

  private Answer failed(Visit visit, Draft draft, GatewayException e) {
    return switch (e.code()) {
      case STORED_UNREAD ->
          visit.redirect("/submission/" + e.submission().orElseThrow() + "?done=send");
      case REQUEST_ID_CONFLICT ->
          page(
              visit,
              409,
              checked(visit, draft.anew())
                  .failing(visit.view().text("send.conflict", e.submission().orElseThrow())));
      default ->
          page(
              visit,
              OURS.contains(e.code()) ? 503 : 400,
              checked(visit, draft).failing(visit.view().fault(e)));
    };
  }

  /** Before it is sent, as all that vendors are asked for; a form that is sent again is no more. */
  private void note(Visit visit, SendRequest request) {
    String who = visit.operator().name();
    try {
      Submission unused =
          operations.submissions().find(Optional.of(who), Optional.empty(), request.requestId(), 0);
    } catch (GatewayException e) {
      List<PhoneNumber> numbers =
          request.content().recipients().stream().map(Recipient::number).toList();
      operations
          .journal()
          .add(
              JournalEntry.of(
                  clock.instant(),
                  who,
                  JournalEntry.Action.SENDS,
                  request.requestId().orElseThrow()
                      + " "
                      + numbers.stream()
                          .findFirst()
                          .map(number -> PhoneNumber.mask(number.digits()))
                          .orElse("")
                      + (numbers.size() > 1 ? " +" + (numbers.size() - 1) : "")));
    }
  }

  private Answer page(Visit visit, int status, Model model) {
    return pages.page(status, "compose", visit.view(), model);
  }
}
