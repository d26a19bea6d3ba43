package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.Stores;
import dev.yizhan.gateway.security.LastUse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@link StateGauges} read.
 *
 * @param rejectedConfiguration the errors of a changed configuration that is not used
 * @param passwordUses when the consumers' passwords were used last, at this node
 */
public record StateSources(
    GatewayCore core,
    Stores stores,
    Supplier<Optional<String>> rejectedConfiguration,
    Supplier<List<LastUse>> passwordUses,
    Health health) {}
