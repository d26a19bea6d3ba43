/** The life behind the pretend vendors, in memory: accounts, phones, messages. */
@NullMarked
package dev.yizhan.sandbox.world;

import org.jspecify.annotations.NullMarked;
