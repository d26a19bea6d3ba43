/**
 * The charset of bytes that somebody else wrote: requests, pushes, vendors' answers. Declarations
 * are missing or wrong often enough that the bytes themselves decide (vendor-rules §8).
 */
@NullMarked
package dev.yizhan.codec.charset;

import org.jspecify.annotations.NullMarked;
