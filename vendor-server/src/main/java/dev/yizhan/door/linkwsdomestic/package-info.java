/** LinkWS's domestic interface. */
@NullMarked
package dev.yizhan.door.linkwsdomestic;

import org.jspecify.annotations.NullMarked;
