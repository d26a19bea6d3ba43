package dev.yizhan.gateway.door;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.door.MessageIds;
import dev.yizhan.gateway.soap.Sending;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * The parts of the gateway that front doors use.
 *
 * @param vendorCodes the codes of a channel's vendor; none for a channel that is not there any more
 */
public record DoorCore(
    Sending sending,
    MessageIds ids,
    DoorStore store,
    DoorMoney money,
    DoorRecords records,
    DoorAccounts accounts,
    Function<String, List<ResultCode>> vendorCodes,
    Clock clock) {}
