/**
 * Requests as they come: their bytes, charset, header, form and values, until they conform to the
 * contract.
 */
@NullMarked
package dev.yizhan.gateway.soap.request;

import org.jspecify.annotations.NullMarked;
