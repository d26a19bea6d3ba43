package dev.yizhan.gateway.core;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What operators ask and do. Errors as in {@link SubmissionStore}. */
public interface OperatorStore {

  /**
   * What an operator did to a channel last.
   *
   * @param suspended whether nothing goes over it
   * @param who did it
   * @param reason why
   * @param at when
   */
  record ChannelState(boolean suspended, String who, String reason, Instant at) {}

  /**
   * Finds submissions, newest first.
   *
   * @param query which
   * @return a page of them
   */
  SearchPage search(SearchQuery query);

  /**
   * What is not done.
   *
   * @param now the time
   * @return calls that are due, and unknown deliveries
   */
  Backlog backlog(Instant now);

  /**
   * Writes down what an operator found out about an unknown delivery.
   *
   * @param submission whose
   * @param number which recipient
   * @param settlement what
   * @return the state of before; where it was not unknown, nothing was changed
   */
  Optional<DeliveryState> settle(long submission, PhoneNumber number, Settlement settlement);

  /**
   * What operators did to channels.
   *
   * @return by name; a channel that is not there was never touched
   */
  Map<String, ChannelState> channelStates();

  /**
   * Writes down what an operator did to a channel.
   *
   * @param channel its name
   * @param state what
   */
  void change(String channel, ChannelState state);
}
