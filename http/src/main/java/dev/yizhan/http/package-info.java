/**
 * HTTP exchanges with vendors: a request is written once and never repeated. The result of an
 * exchange and the outcome of a call are values; no failure of a network or server is an exception.
 */
@NullMarked
package dev.yizhan.http;

import org.jspecify.annotations.NullMarked;
