/**
 * The protocols of Chinese SMS vendors: encodings, and the vendors' answers as values. Every class
 * is immutable and thread-safe. No parameter and no result is ever {@code null}: a {@code null}
 * argument is a {@link NullPointerException} that names the parameter.
 */
@NullMarked
package dev.yizhan.codec;

import org.jspecify.annotations.NullMarked;
