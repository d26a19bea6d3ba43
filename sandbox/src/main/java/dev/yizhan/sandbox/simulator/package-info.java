/** The vendor simulators: the vendors' protocols, served from the simulated world. */
@NullMarked
package dev.yizhan.sandbox.simulator;

import org.jspecify.annotations.NullMarked;
