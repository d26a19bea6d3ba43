/** Starts the gateway and the vendor simulators in the foreground. */
@NullMarked
package dev.yizhan.demo;

import org.jspecify.annotations.NullMarked;
