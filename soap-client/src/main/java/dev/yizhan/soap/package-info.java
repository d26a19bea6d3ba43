/**
 * Clients for the vendors' services that speak SOAP, plain Java: one class a service, over JAX-WS
 * ports that are made from {@code wsdl/} when this is built, and over plain forms where the service
 * takes those too.
 */
@NullMarked
package dev.yizhan.soap;

import org.jspecify.annotations.NullMarked;
