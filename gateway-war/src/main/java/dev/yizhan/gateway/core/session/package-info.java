/** Sessions of operators in browsers. */
@NullMarked
package dev.yizhan.gateway.core.session;

import org.jspecify.annotations.NullMarked;
