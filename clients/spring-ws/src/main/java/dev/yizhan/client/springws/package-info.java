/** A consumer of the gateway on Spring-WS. */
@NullMarked
package dev.yizhan.client.springws;

import org.jspecify.annotations.NullMarked;
