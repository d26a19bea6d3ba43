/** Records that vendors push to the gateway. */
@org.jspecify.annotations.NullMarked
package dev.yizhan.gateway.push;
