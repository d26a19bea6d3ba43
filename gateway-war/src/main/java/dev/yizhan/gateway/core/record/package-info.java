/** Delivery reports and inbound messages: reading, matching, owners, positions. */
@NullMarked
package dev.yizhan.gateway.core.record;

import org.jspecify.annotations.NullMarked;
