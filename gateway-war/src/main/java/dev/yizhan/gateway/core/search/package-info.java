/** Records of all consumers, as operators see them. */
@NullMarked
package dev.yizhan.gateway.core.search;

import org.jspecify.annotations.NullMarked;
