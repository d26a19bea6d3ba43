/** winnerlook's trigger service V1.8 (document 5), and what it pushes to the client. */
@NullMarked
package dev.yizhan.vendor.winnerlook;

import org.jspecify.annotations.NullMarked;
