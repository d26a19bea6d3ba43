package dev.yizhan.gateway.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairTurnsTest {

  private final FairTurns turns = new FairTurns();

  private Map<String, Integer> allotted(List<String> waiting, int calls) {
    return turns.allot(
        waiting.stream().filter(name -> name.startsWith("1")).toList(),
        waiting.stream().filter(name -> name.startsWith("0")).toList(),
        calls);
  }

  /** The queue of each of the next calls, if all queues always have calls. */
  private List<String> next(List<String> waiting, int calls) {
    List<String> order = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      order.addAll(allotted(waiting, 1).keySet());
    }
    return order;
  }

  @Test
  void takesOneCallOfEachConsumerInTurn() {
    assertThat(next(List.of("0bank", "0shop", "0taxi"), 5))
        .containsExactly("0bank", "0shop", "0taxi", "0bank", "0shop");
  }

  @Test
  void remembersWhoseTurnItIsIfQueuesComeAndGo() {
    assertThat(next(List.of("0bank", "0shop"), 1)).containsExactly("0bank");
    assertThat(next(List.of("0bank", "0shop", "0taxi"), 1)).containsExactly("0shop");
    assertThat(next(List.of("0bank"), 1)).containsExactly("0bank");
    assertThat(next(List.of("0bank", "0shop"), 1)).containsExactly("0shop");
  }

  @Test
  void takesUrgentCallsFirstAndEveryFifthOfTheOthers() {
    assertThat(next(List.of("0bank", "0shop", "1taxi"), 11))
        .containsExactly(
            "1taxi", "1taxi", "1taxi", "1taxi", "0bank", "1taxi", "1taxi", "1taxi", "1taxi",
            "0shop", "1taxi");
  }

  @Test
  void allotsManyCallsAtOnceAsOneByOne() {
    assertThat(allotted(List.of("0bank", "0shop", "1taxi"), 11))
        .isEqualTo(Map.of("1taxi", 9, "0bank", 1, "0shop", 1));
  }

  @Test
  void allotsNothingIfNothingWaits() {
    assertThat(allotted(List.of(), 3)).isEmpty();
  }
}
