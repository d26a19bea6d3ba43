/** Benchmarks: ours against a baseline, in the same run. */
@NullMarked
package dev.yizhan.benchmarks;

import org.jspecify.annotations.NullMarked;
