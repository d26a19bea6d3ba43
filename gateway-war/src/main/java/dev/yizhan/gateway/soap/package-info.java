/**
 * The SOAP services: one address for SOAP 1.1 and 1.2, the contract they serve, faults, and the
 * conversion between the contract's types and the core's.
 */
@NullMarked
package dev.yizhan.gateway.soap;

import org.jspecify.annotations.NullMarked;
