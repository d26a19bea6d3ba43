/** Front doors: the vendors' own addresses, served below {@code /door/VENDOR/}. */
@NullMarked
package dev.yizhan.gateway.door;

import org.jspecify.annotations.NullMarked;
