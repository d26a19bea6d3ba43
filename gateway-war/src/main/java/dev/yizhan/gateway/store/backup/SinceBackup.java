package dev.yizhan.gateway.store.backup;

import java.time.Duration;

/** What may have happened between a backup and its restore. */
public sealed interface SinceBackup {

  /** No gateway has run on the store since before the backup: the store is moved. */
  record Nothing() implements SinceBackup {}

  /**
   * Messages may have been sent and records handed out.
   *
   * @param refusal for how long the gateways refuse request ids that the store does not know; zero
   *     if not at all
   */
  record Anything(Duration refusal) implements SinceBackup {}
}
