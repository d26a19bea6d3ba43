/** Writes HTTP answers in bounded time and memory, whoever reads them. */
@NullMarked
package dev.yizhan.gateway.answer;

import org.jspecify.annotations.NullMarked;
