/** winic: the HTTP service (document 1) and the asmx service (document 2). */
@NullMarked
package dev.yizhan.vendor.winic;

import org.jspecify.annotations.NullMarked;
