/** changlong 企业短信通, 112088: ASP pages in GB2312 (document 3). */
@NullMarked
package dev.yizhan.vendor.changlong;

import org.jspecify.annotations.NullMarked;
