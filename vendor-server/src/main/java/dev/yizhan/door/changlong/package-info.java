/** changlong's pages. */
@NullMarked
package dev.yizhan.door.changlong;

import org.jspecify.annotations.NullMarked;
