/** Faults that clients receive, and failures of the store. */
@NullMarked
package dev.yizhan.gateway.core.fault;

import org.jspecify.annotations.NullMarked;
