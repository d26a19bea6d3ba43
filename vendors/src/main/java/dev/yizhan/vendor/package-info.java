/**
 * Sending over the vendors' own protocols, one interface for all of them. What came of a call is a
 * value; only what a caller did wrong is an exception.
 */
@NullMarked
package dev.yizhan.vendor;

import org.jspecify.annotations.NullMarked;
