/** Callbacks over HTTP: JSON or SOAP, signed as the Standard Webhooks specification has it. */
@NullMarked
package dev.yizhan.gateway.callback;

import org.jspecify.annotations.NullMarked;
