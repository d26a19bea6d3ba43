/**
 * Protocol pieces of Chinese SMS vendors. Every class is immutable and thread-safe; no parameter
 * and no result is ever {@code null}: a {@code null} argument is a {@link NullPointerException}
 * that names the parameter.
 */
@NullMarked
package dev.yizhan.codec;

import org.jspecify.annotations.NullMarked;
