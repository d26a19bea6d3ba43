/** LinkWS, the international interface. */
@NullMarked
package dev.yizhan.door.linkws;

import org.jspecify.annotations.NullMarked;
