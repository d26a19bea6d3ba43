/** LinkWS, sdk2 (document 4). */
@NullMarked
package dev.yizhan.vendor.linkws;

import org.jspecify.annotations.NullMarked;
