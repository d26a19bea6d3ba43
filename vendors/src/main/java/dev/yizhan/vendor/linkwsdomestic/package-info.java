/** LinkWS's domestic interface (vendor-rules §8, source W: public client code). */
@NullMarked
package dev.yizhan.vendor.linkwsdomestic;

import org.jspecify.annotations.NullMarked;
