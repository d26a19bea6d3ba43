/** winnerlook's trigger service V1.8 (document 5), and what it pushes to us. */
@NullMarked
package dev.yizhan.vendor.winnerlook;

import org.jspecify.annotations.NullMarked;
