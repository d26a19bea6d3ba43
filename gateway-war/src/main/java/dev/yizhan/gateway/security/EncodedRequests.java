package dev.yizhan.gateway.security;

/** What becomes of a request in SOAP 1.1's rpc/encoded style, which the contract does not have. */
public enum EncodedRequests {
  /** It is answered in its own style. */
  ENCODED,
  /** It is answered as any other request. */
  DOCUMENT,
  /** It is a fault, and nothing is done. */
  REFUSED
}
