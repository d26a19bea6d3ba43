/** The vendors' answers as values: results of calls, reports and replies, amounts and times. */
@NullMarked
package dev.yizhan.codec.answer;

import org.jspecify.annotations.NullMarked;
