package dev.yizhan.gateway.core.record;

import java.util.List;

/**
 * The account that records come from.
 *
 * @param account its name
 * @param channels the names of its channels
 * @param ownership of records that belong to no submission
 */
public record RecordSource(String account, List<String> channels, Ownership ownership) {

  /** Copies the list. */
  public RecordSource {
    channels = List.copyOf(channels);
  }
}
