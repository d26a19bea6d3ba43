/** Submissions, their calls and deliveries, and interfaces of their storage. */
@NullMarked
package dev.yizhan.gateway.core.submission;

import org.jspecify.annotations.NullMarked;
