/** What vendors send us by themselves. */
@org.jspecify.annotations.NullMarked
package dev.yizhan.gateway.push;
