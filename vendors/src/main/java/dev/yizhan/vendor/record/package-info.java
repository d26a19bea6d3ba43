/** Delivery reports and replies, as a vendor handed them out. */
@NullMarked
package dev.yizhan.vendor.record;

import org.jspecify.annotations.NullMarked;
