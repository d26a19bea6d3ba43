/** winic's two services. */
@NullMarked
package dev.yizhan.door.winic;

import org.jspecify.annotations.NullMarked;
