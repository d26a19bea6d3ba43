/** The database: its two kinds, connections, and the one writer that commits in groups. */
@NullMarked
package dev.yizhan.gateway.store.sql;

import org.jspecify.annotations.NullMarked;
