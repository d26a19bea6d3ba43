package dev.yizhan.gateway.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionStateTest {

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, DELIVERED",
    "DELIVERED DELIVERED, DELIVERED",
    "SUBMITTED DELIVERED, MIXED",
    "SUBMITTED UNKNOWN, UNKNOWN",
    "UNKNOWN QUEUED, QUEUED",
    "QUEUED SUBMITTING, SUBMITTING",
    "SCHEDULED UNKNOWN, SCHEDULED",
    "REJECTED FAILED, MIXED",
    "SCHEDULED QUEUED, QUEUED",
    "SCHEDULED SUBMITTING, SUBMITTING",
    "UNKNOWN SUBMITTING, SUBMITTING",
    "UNKNOWN REJECTED, UNKNOWN",
    "SUBMITTED UNKNOWN SCHEDULED QUEUED SUBMITTING, SUBMITTING",
    "CANCELLED EXPIRED, MIXED",
  })
  void ranksWorkBeforeUnknown(String deliveries, String state) {
    assertThat(
            SubmissionState.of(
                Arrays.stream(deliveries.split(" ", -1)).map(DeliveryState::valueOf).toList()))
        .isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(DeliveryState.class)
  void isTheStateOfAllWhereAllHaveOne(DeliveryState state) {
    assertThat(SubmissionState.of(List.of(state))).isEqualTo(state.name());
    assertThat(SubmissionState.of(List.of(state, state, state))).isEqualTo(state.name());
  }
}
