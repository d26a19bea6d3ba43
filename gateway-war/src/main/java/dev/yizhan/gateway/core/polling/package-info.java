/** Polling vendors for records and balances. */
@NullMarked
package dev.yizhan.gateway.core.polling;

import org.jspecify.annotations.NullMarked;
