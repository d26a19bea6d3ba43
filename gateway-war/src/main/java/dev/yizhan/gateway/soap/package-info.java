/**
 * The door: one address that answers SOAP 1.1 and 1.2, who may come in, and faults. The contract's
 * types become the core's here and back.
 */
@NullMarked
package dev.yizhan.gateway.soap;

import org.jspecify.annotations.NullMarked;
