package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import java.util.Optional;

/**
 * A record with its delivery and its owner.
 *
 * @param consumer empty while a report waits for the answer of its call
 */
record OwnedRecord(
    long id,
    IncomingRecord record,
    Optional<Matching.Candidate> delivery,
    Optional<String> consumer) {}
