/** Starts the gateway and its pretend vendors in the foreground, to be tried out. */
@NullMarked
package dev.yizhan.demo;

import org.jspecify.annotations.NullMarked;
