/** Settings of a vendor's channels: their keys, formats and values. */
@NullMarked
package dev.yizhan.vendor.setting;

import org.jspecify.annotations.NullMarked;
