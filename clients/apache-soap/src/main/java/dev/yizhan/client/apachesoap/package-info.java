/** A consumer of the gateway on Apache SOAP 2.3.1. */
@NullMarked
package dev.yizhan.client.apachesoap;

import org.jspecify.annotations.NullMarked;
