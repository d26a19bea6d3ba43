/** The sums of statements, changed in the transactions that change what they count. */
@NullMarked
package dev.yizhan.gateway.store.rollup;

import org.jspecify.annotations.NullMarked;
