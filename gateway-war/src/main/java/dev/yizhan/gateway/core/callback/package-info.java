/** Delivers the records of consumers to their callbacks, in order and at least once. */
@NullMarked
package dev.yizhan.gateway.core.callback;

import org.jspecify.annotations.NullMarked;
