/**
 * Vendor simulators: they listen on loopback addresses, speak the vendors' protocols, keep what
 * each simulated phone received, and inject faults on request.
 */
@NullMarked
package dev.yizhan.sandbox;

import org.jspecify.annotations.NullMarked;
