/** A consumer of the gateway on Apache CXF. */
@NullMarked
package dev.yizhan.client.cxf;

import org.jspecify.annotations.NullMarked;
