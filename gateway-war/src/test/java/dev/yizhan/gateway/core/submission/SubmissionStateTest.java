package dev.yizhan.gateway.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  })
  void ranksWorkBeforeUnknown(String deliveries, String state) {
    assertThat(
            SubmissionState.of(
                Arrays.stream(deliveries.split(" ", -1)).map(DeliveryState::valueOf).toList()))
        .isEqualTo(state);
  }
}
