/** Submissions, their calls and deliveries, and where they are stored. */
@NullMarked
package dev.yizhan.gateway.core.submission;

import org.jspecify.annotations.NullMarked;
