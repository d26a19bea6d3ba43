/**
 * The server's half of the vendors' protocols, as Jakarta servlets over one interface for each
 * vendor. The protocols depend on no implementation of these interfaces.
 */
@NullMarked
package dev.yizhan.sandbox.server;

import org.jspecify.annotations.NullMarked;
