package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.journal.JournalStore;

/** Who did what, when and why. */
final class JournalPage implements Section {

  private final JournalStore journal;
  private final Pages pages;

  JournalPage(JournalStore journal, Pages pages) {
    this.journal = journal;
    this.pages = pages;
  }

  @Override
  public Answer answer(Visit visit) {
    return pages.page(
        200,
        "journal",
        visit.view(),
        journal.list(visit.form().find("below").flatMap(Numbers::find)));
  }
}
