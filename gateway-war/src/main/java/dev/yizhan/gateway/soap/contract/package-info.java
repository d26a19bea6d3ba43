/** The WSDL, and what it says about operations, elements and types. */
@NullMarked
package dev.yizhan.gateway.soap.contract;

import org.jspecify.annotations.NullMarked;
