/**
 * Pretend vendors: they listen on loopback addresses, speak as the vendors' servers do, remember
 * what each pretend phone received, and misbehave on command.
 */
@NullMarked
package dev.yizhan.sandbox;

import org.jspecify.annotations.NullMarked;
