/** The simulated world, in memory: accounts, phones, messages, delivery reports. */
@NullMarked
package dev.yizhan.sandbox.world;

import org.jspecify.annotations.NullMarked;
