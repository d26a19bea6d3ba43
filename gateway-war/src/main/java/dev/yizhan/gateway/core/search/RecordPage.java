package dev.yizhan.gateway.core.search;

import java.util.List;
import java.util.Optional;

/**
 * Records, newest first.
 *
 * @param next where the next page begins, if there is one
 */
public record RecordPage(List<FoundRecord> records, Optional<Long> next) {

  /** The most records in a page. */
  public static final int PAGE = 50;

  /** Copies the list. */
  public RecordPage {
    records = List.copyOf(records);
  }
}
