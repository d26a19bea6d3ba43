/** The store on SQL. No other package accesses the tables. */
@NullMarked
package dev.yizhan.gateway.store;

import org.jspecify.annotations.NullMarked;
