/**
 * Backups of stores: making, verifying and restoring them. A backup of either store can be restored
 * to either.
 */
@NullMarked
package dev.yizhan.gateway.store.backup;

import org.jspecify.annotations.NullMarked;
