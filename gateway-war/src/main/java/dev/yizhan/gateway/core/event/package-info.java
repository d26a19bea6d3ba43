/** Events in the gateway, for logs and metrics. */
@NullMarked
package dev.yizhan.gateway.core.event;

import org.jspecify.annotations.NullMarked;
