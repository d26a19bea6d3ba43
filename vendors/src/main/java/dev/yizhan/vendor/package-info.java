/**
 * Sending over the vendors' own protocols, one interface for all of them. The outcome of a call is
 * a value; only wrong use by the caller is an exception.
 */
@NullMarked
package dev.yizhan.vendor;

import org.jspecify.annotations.NullMarked;
