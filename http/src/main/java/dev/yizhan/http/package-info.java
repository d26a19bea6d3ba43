/**
 * One HTTP exchange with a vendor: a request is written once and never again. What came of it, and
 * what the vendor's answer makes of it, are values; nothing here throws for what a network or a
 * server does.
 */
@NullMarked
package dev.yizhan.http;

import org.jspecify.annotations.NullMarked;
