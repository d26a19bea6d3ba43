/** Configuration and wiring: the only place that knows all the others. */
@NullMarked
package dev.yizhan.gateway.boot;

import org.jspecify.annotations.NullMarked;
