package dev.yizhan.gateway.core.record;

import java.util.List;

/**
 * The account that records come from.
 *
 * @param account its name
 * @param channels the names of its channels
 * @param ownership of records that belong to no submission
 * @param sharing if shared, no report is matched by number
 */
public record RecordSource(
    String account, List<String> channels, Ownership ownership, Sharing sharing) {

  /** Copies the list. */
  public RecordSource {
    channels = List.copyOf(channels);
  }
}
