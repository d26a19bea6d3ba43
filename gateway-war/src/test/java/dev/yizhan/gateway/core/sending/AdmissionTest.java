package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.channel.WorkLimits;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.DueCalls;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.vendor.SendOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many calls may wait, while submissions are stored and the store is read. */
class AdmissionTest {

  private static final int MOST = 3;
  private static final Admission.Source EMPTY = (now, leftOut) -> List.of();

  private final HandClock clock = new HandClock();
  private final Sender shop =
      new Sender(
          "shop",
          Set.of(),
          Routes.NONE,
          OptionalInt.empty(),
          Priority.URGENT,
          OptionalInt.of(MOST));
  private final Admission admission =
      new Admission(
          () ->
              new GlobalLimits(
                  Routes.NONE,
                  Duration.ofHours(1),
                  Duration.ofSeconds(5),
                  new WorkLimits(1000, MOST + 1)),
          clock);

  private NewSubmission submission(long id, Instant dueAt) {
    return new NewSubmission(
        new SubmissionHead(
            id,
            "shop",
            Optional.empty(),
            Optional.empty(),
            "winic",
            clock.instant(),
            Optional.empty(),
            1),
        Content.of(List.of("13800138000"), "a", SendOptions.NONE),
        "fingerprint",
        List.of(
            new NewCall(
                new RouteStep("winic", List.of("winic"), 1),
                List.of(new Recipient(0, new PhoneNumber("13800138000"))),
                dueAt)),
        Priority.URGENT,
        NewSubmission.Start.DUE,
        clock.instant().plusSeconds(600));
  }

  private Admission.Ticket admitted(long id) {
    return admission.admit(shop, submission(id, clock.instant()));
  }

  /** How many more are admitted; they are given back. */
  private int room() {
    List<Admission.Ticket> tickets = new ArrayList<>();
    try {
      while (true) {
        tickets.add(admitted(1000));
      }
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(FaultCode.BUSY);
    }
    tickets.forEach(Admission.Ticket::revoke);
    return tickets.size();
  }

  private static List<DueCalls> due(int calls) {
    return List.of(new DueCalls("winic", "shop", calls, Instant.EPOCH));
  }

  @Test
  void countsWhatIsBeingStoredWhileTheStoreIsRead() {
    Admission.Ticket ticket = admitted(7);
    admission.refresh(
        (now, leftOut) -> {
          assertThat(leftOut).containsExactly(7L);
          assertThat(now).isBefore(clock.instant());
          ticket.close();
          return List.of();
        });
    assertThat(room()).isEqualTo(MOST - 1);
    admission.refresh(
        (now, leftOut) -> {
          assertThat(leftOut).isEmpty();
          return due(1);
        });
    assertThat(room()).isEqualTo(MOST - 1);
    admission.refresh(EMPTY);
    assertThat(room()).isEqualTo(MOST);
  }

  @Test
  void countsWhatIsAdmittedWhileTheStoreIsRead() {
    admission.refresh(
        (now, leftOut) -> {
          admitted(7).close();
          return due(1);
        });
    assertThat(room()).isEqualTo(MOST - 2);
  }

  @Test
  void forgetsWhatIsNotStoredAfterAll() {
    Admission.Ticket before = admitted(7);
    Admission.Ticket during = admitted(8);
    admission.refresh(
        (now, leftOut) -> {
          during.revoke();
          during.close();
          return List.of();
        });
    assertThat(room()).isEqualTo(MOST - 1);
    before.revoke();
    before.close();
    assertThat(room()).isEqualTo(MOST);
  }

  @Test
  void keepsItsCountsIfTheStoreCannotBeRead() {
    admission.refresh((now, leftOut) -> due(1));
    admitted(7).close();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                admission.refresh(
                    (now, leftOut) -> {
                      throw new IllegalStateException();
                    }));
    assertThat(room()).isEqualTo(MOST - 2);
  }

  @Test
  void doesNotCountWhatIsScheduled() {
    admission.admit(shop, submission(7, clock.instant().plusSeconds(60))).close();
    assertThat(room()).isEqualTo(MOST);
  }

  @Test
  void refusesMoreThanMayRun() {
    for (int id = 0; id < MOST + 1; id++) {
      Admission.Ticket unused =
          admission.admit(
              Sender.unlimited("other" + id), submission(id, clock.instant().plusSeconds(60)));
    }
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> admitted(7))
        .matches(e -> e.code() == FaultCode.BUSY);
  }
}
