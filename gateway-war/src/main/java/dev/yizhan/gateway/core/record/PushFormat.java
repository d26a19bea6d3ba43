package dev.yizhan.gateway.core.record;

import dev.yizhan.vendor.PushReader;
import java.util.Set;

/**
 * How an account's vendor pushes.
 *
 * @param vendorNames of the account and its sub-accounts at the vendor
 */
public record PushFormat(PushReader reader, Set<String> vendorNames) {

  /** Copies the set. */
  public PushFormat {
    vendorNames = Set.copyOf(vendorNames);
  }
}
