/** What front doors keep: the ids that they answer, and the messages that they have taken. */
@NullMarked
package dev.yizhan.gateway.core.door;

import org.jspecify.annotations.NullMarked;
