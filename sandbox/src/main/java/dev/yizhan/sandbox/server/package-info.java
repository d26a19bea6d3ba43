/**
 * The vendors' half of their protocols as Jakarta servlets over one interface a vendor. Nothing
 * here knows who stands behind the interface.
 */
@NullMarked
package dev.yizhan.sandbox.server;

import org.jspecify.annotations.NullMarked;
