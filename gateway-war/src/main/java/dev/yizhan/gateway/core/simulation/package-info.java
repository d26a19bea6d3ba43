/** A vendor that is none: what becomes of the messages of test consumers. */
@NullMarked
package dev.yizhan.gateway.core.simulation;

import org.jspecify.annotations.NullMarked;
