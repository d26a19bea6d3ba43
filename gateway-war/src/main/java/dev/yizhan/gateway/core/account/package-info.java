/** Accounts at vendors and their passwords. */
@NullMarked
package dev.yizhan.gateway.core.account;

import org.jspecify.annotations.NullMarked;
