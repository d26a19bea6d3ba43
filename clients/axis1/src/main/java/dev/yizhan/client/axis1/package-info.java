/** A consumer of the gateway on Apache Axis 1.4. */
@NullMarked
package dev.yizhan.client.axis1;

import org.jspecify.annotations.NullMarked;
