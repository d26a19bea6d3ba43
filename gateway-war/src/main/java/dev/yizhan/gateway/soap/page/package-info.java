/** The page of a service at its address, with a sample of each call. */
@NullMarked
package dev.yizhan.gateway.soap.page;

import org.jspecify.annotations.NullMarked;
