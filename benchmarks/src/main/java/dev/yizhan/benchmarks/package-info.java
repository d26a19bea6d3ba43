/** Benchmarks that compare the project's code with a baseline in the same run. */
@NullMarked
package dev.yizhan.benchmarks;

import org.jspecify.annotations.NullMarked;
