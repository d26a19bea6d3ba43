/** Serves statements by HTTP. */
@NullMarked
package dev.yizhan.gateway.statement;

import org.jspecify.annotations.NullMarked;
