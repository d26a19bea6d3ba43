package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.OperatorActions;
import java.util.Optional;

/** A channel, and the questions whether to suspend or to resume it. */
public final class ChannelPage implements Section {

  private final Channels channels;
  private final OperatorActions operations;
  private final Overview overview;
  private final Pages pages;

  ChannelPage(Channels channels, OperatorActions operations, Overview overview, Pages pages) {
    this.channels = channels;
    this.operations = operations;
    this.overview = overview;
    this.pages = pages;
  }

  /**
   * What is shown.
   *
   * @param chart of the last day
   * @param reason as it was given
   * @param fault why it was not done
   */
  public record Model(Overview.Row row, Chart chart, String reason, Optional<String> fault) {}

  @Override
  public Answer answer(Visit visit) {
    Channel channel = channels.named(visit.at(1).orElse(""));
    if (!visit.isPost()) {
      return page(visit, 200, channel, "", Optional.empty());
    }
    String reason = visit.form().find("reason").orElse("");
    boolean suspends = visit.form().find("to").filter("suspended"::equals).isPresent();
    Overview.Row before = overview.row(channel);
    if (before.isSuspended() == suspends) {
      // Somebody else was faster, or this is the other tab: the page shows who, when and why.
      return page(
          visit,
          409,
          channel,
          reason,
          Optional.of(visit.view().text(suspends ? "channel.already" : "channel.alreadyActive")));
    }
    try {
      Channel unused =
          suspends
              ? operations.suspend(channel.name(), visit.operator().name(), reason)
              : operations.resume(channel.name(), visit.operator().name(), reason);
      return visit.redirect("/channel/" + channel.name());
    } catch (GatewayException e) {
      return page(visit, 400, channel, reason, Optional.of(visit.view().fault(e)));
    }
  }

  private Answer page(
      Visit visit, int status, Channel channel, String reason, Optional<String> fault) {
    return pages.page(
        status,
        "channel",
        visit.view(),
        new Model(overview.row(channel), overview.chart(channel), reason, fault));
  }
}
