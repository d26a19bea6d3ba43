/**
 * One HTTP exchange with a vendor: a request is written once and never again, and what came of it
 * is a value with three forms. Nothing here throws for what a network or a server does.
 */
@NullMarked
package dev.yizhan.http;

import org.jspecify.annotations.NullMarked;
