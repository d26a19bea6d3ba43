/**
 * Submissions and what becomes of them: plain Java, no Jakarta, no SQL, no XML. The store and the
 * vendors stand behind interfaces.
 */
@NullMarked
package dev.yizhan.gateway.core;

import org.jspecify.annotations.NullMarked;
