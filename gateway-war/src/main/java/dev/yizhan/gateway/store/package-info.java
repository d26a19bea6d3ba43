/** The store on SQL. Nothing outside this package knows a table. */
@NullMarked
package dev.yizhan.gateway.store;

import org.jspecify.annotations.NullMarked;
