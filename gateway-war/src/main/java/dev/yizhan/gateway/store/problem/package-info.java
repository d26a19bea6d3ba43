/** Problems that the store counts while it writes. */
@NullMarked
package dev.yizhan.gateway.store.problem;

import org.jspecify.annotations.NullMarked;
