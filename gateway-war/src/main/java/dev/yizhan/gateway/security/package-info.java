/** Authentication and admission of clients. */
@NullMarked
package dev.yizhan.gateway.security;

import org.jspecify.annotations.NullMarked;
