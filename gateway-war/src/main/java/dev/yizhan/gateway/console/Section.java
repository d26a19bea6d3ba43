package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;

/** Some pages of the console. */
interface Section {

  /**
   * Answers a visit.
   *
   * @throws dev.yizhan.gateway.core.fault.GatewayException which the visitor is shown
   */
  Answer answer(Visit visit);
}
