/** Receives the records that vendors push. */
@NullMarked
package dev.yizhan.gateway.push;

import org.jspecify.annotations.NullMarked;
