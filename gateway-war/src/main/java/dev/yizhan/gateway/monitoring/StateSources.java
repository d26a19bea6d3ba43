package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.Stores;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@link StateGauges} read.
 *
 * @param rejectedConfiguration the errors of a changed configuration that is not used
 */
public record StateSources(
    GatewayCore core,
    Stores stores,
    Supplier<Optional<String>> rejectedConfiguration,
    Health health) {}
