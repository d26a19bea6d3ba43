/**
 * Submissions and their outcomes: plain Java, no Jakarta, no SQL, no XML. Interfaces separate it
 * from the store and the vendors.
 */
@NullMarked
package dev.yizhan.gateway.core;

import org.jspecify.annotations.NullMarked;
