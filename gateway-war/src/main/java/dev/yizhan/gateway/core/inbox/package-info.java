/**
 * What comes from vendors and phones: reports and replies, asked for or pushed, matched, owned,
 * numbered for their consumers. Most vendors hand a record out once, so the answer is written down
 * before anything reads it.
 */
@org.jspecify.annotations.NullMarked
package dev.yizhan.gateway.core.inbox;
