/** Constructs and connects everything: the only package that depends on all the others. */
@NullMarked
package dev.yizhan.gateway.boot;

import org.jspecify.annotations.NullMarked;
