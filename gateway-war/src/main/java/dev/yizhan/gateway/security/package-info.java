/** Who calls, from where, and whether that may be: for all doors of the gateway. */
@NullMarked
package dev.yizhan.gateway.security;

import org.jspecify.annotations.NullMarked;
