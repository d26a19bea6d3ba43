/** Searches and changes by operators. */
@NullMarked
package dev.yizhan.gateway.core.operation;

import org.jspecify.annotations.NullMarked;
