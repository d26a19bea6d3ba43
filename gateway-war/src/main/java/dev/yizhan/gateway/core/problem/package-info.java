/** Conditions that need an operator. */
@NullMarked
package dev.yizhan.gateway.core.problem;

import org.jspecify.annotations.NullMarked;
