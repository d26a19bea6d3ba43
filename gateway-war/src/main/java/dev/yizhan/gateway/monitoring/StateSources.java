package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.OperatorStore;
import dev.yizhan.gateway.core.inbox.Accounts;
import dev.yizhan.gateway.core.inbox.InboxStore;
import dev.yizhan.gateway.core.inbox.Problems;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@link StateGauges} read.
 *
 * @param rejectedConfiguration the errors of a changed configuration that is not used
 */
public record StateSources(
    Channels channels,
    ChannelStates channelStates,
    Accounts accounts,
    OperatorStore operatorStore,
    InboxStore inboxStore,
    Problems problems,
    Supplier<Optional<String>> rejectedConfiguration,
    Health health) {}
