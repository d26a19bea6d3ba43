/** A receiver of callbacks by SOAP, on the JAX-WS RI (Metro). */
@NullMarked
package dev.yizhan.client.callback;

import org.jspecify.annotations.NullMarked;
