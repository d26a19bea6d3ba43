/**
 * Clients for the vendors' SOAP services in plain Java: one class per service, over JAX-WS ports
 * that the build generates from {@code wsdl/}, or over plain forms.
 */
@NullMarked
package dev.yizhan.soap;

import org.jspecify.annotations.NullMarked;
