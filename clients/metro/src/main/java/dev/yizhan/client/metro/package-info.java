/** A consumer of the gateway on the JAX-WS RI (Metro). */
@NullMarked
package dev.yizhan.client.metro;

import org.jspecify.annotations.NullMarked;
