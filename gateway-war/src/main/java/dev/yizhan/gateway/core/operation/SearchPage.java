package dev.yizhan.gateway.core.operation;

import dev.yizhan.gateway.core.submission.Submission;
import java.util.List;

/**
 * A page of search results.
 *
 * @param submissions newest first, each with at most {@link #DELIVERIES} of the recipients searched
 *     for
 * @param more whether there are older ones
 */
public record SearchPage(List<Submission> submissions, boolean more) {

  /** The most submissions in a page. */
  public static final int PAGE = 50;

  /** The most recipients of each submission. */
  public static final int DELIVERIES = 10;

  /** Copies the list. */
  public SearchPage {
    submissions = List.copyOf(submissions);
  }
}
