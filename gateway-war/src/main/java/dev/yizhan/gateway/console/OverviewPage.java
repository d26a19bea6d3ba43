package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;

/** The first page, and the part of it that is asked for again and again. */
final class OverviewPage implements Section {

  private final Overview overview;
  private final Pages pages;

  OverviewPage(Overview overview, Pages pages) {
    this.overview = overview;
    this.pages = pages;
  }

  @Override
  public Answer answer(Visit visit) {
    return pages.page(
        200,
        visit.at(0).filter("live"::equals).isPresent() ? "live" : "overview",
        visit.view(),
        overview.snapshot());
  }
}
