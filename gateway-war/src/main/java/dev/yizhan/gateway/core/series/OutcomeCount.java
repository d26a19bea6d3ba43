package dev.yizhan.gateway.core.series;

import dev.yizhan.gateway.core.submission.CallRecord;
import java.time.Instant;

/**
 * How many calls over a channel ended with an outcome.
 *
 * @param minute its beginning
 */
public record OutcomeCount(Instant minute, String channel, CallRecord.Result outcome, long calls) {}
