/** Channels, their rules and states, and who may use them. */
@NullMarked
package dev.yizhan.gateway.core.channel;

import org.jspecify.annotations.NullMarked;
