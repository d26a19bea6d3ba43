package dev.yizhan.gateway.core.operation;

import dev.yizhan.gateway.core.submission.Submission;
import java.util.List;

/**
 * Some of the submissions that were found.
 *
 * @param submissions newest first, each with the recipients that were asked for, ten at the most
 * @param more whether there are older ones
 */
public record SearchPage(List<Submission> submissions, boolean more) {

  /** The most submissions in one page. */
  public static final int PAGE = 50;

  /** The most recipients that each shows. */
  public static final int DELIVERIES = 10;

  /** Copies the list. */
  public SearchPage {
    submissions = List.copyOf(submissions);
  }
}
