/** The gateway with an HTTP server of its own, as one program. */
@NullMarked
package dev.yizhan.runnable;

import org.jspecify.annotations.NullMarked;
