/** Shared by the packages of this module; not exported. */
@NullMarked
package dev.yizhan.codec.internal;

import org.jspecify.annotations.NullMarked;
