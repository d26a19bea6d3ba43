/** The vendors' result codes with their meaning and category. */
@NullMarked
package dev.yizhan.codec.code;

import org.jspecify.annotations.NullMarked;
