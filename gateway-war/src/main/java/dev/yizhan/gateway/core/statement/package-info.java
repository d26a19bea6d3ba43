/** Statements: what was sent and billed, by day. */
@NullMarked
package dev.yizhan.gateway.core.statement;

import org.jspecify.annotations.NullMarked;
