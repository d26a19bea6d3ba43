/** Checking, routing, making calls, retrying. */
@NullMarked
package dev.yizhan.gateway.core.sending;

import org.jspecify.annotations.NullMarked;
