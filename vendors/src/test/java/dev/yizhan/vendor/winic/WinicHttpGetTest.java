package dev.yizhan.vendor.winic;

import dev.yizhan.http.VendorHttp;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.vendor.SmsVendor;
import java.net.URI;

/** Document 1 by GET. */
class WinicHttpGetTest extends WinicHttpContract {

  @Override
  protected SmsVendor vendor(URI address, String user, String password, VendorHttp http) {
    return WinicHttp.of(
        WinicSettings.http(address, user, password, VendorRequest.Method.GET), http);
  }
}
