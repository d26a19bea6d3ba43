/**
 * Front doors: vendors' protocols that a gateway serves, so that programs written for a vendor can
 * call it. A {@link dev.yizhan.door.Door} translates between one protocol and a {@link
 * dev.yizhan.door.Desk}, which is the gateway's part.
 */
@NullMarked
package dev.yizhan.door;

import org.jspecify.annotations.NullMarked;
