/** winnerlook's trigger service. */
@NullMarked
package dev.yizhan.door.winnerlook;

import org.jspecify.annotations.NullMarked;
