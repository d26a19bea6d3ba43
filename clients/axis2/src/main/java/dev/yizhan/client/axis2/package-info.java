/** A consumer of the gateway on Apache Axis2. */
@NullMarked
package dev.yizhan.client.axis2;

import org.jspecify.annotations.NullMarked;
